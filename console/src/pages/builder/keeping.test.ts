// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Kept } from "./draft";
import { takePlace } from "./keeping";

const BASE = { name: "Block party", text: "Hi", sender_choice: "GROUNDSWELL" as const };
const words = (text: string): Kept => ({ base: BASE, mine: { ...BASE, text } });
const stored = () => Object.keys(localStorage);

/** A browser's locks, of which a closed tab lets go. */
function someLocks() {
  const held = new Set<string>();
  const request = async (name: string, _options: LockOptions, whileHeld: (lock: Lock | null) => unknown) => {
    const isFree = !held.has(name);
    if (isFree) held.add(name);
    await whileHeld(isFree ? { name, mode: "exclusive" } : null);
  };
  return { held, request };
}

describe("unsaved words on this device", () => {
  let locks = someLocks();
  const closeAll = () => locks.held.clear();
  beforeEach(() => {
    locks = someLocks();
    localStorage.clear();
    vi.stubGlobal("navigator", { locks });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it("are each tab's own as long as it is open", async () => {
    const one = await takePlace("u", "c");
    one.keep(words("One"));
    const other = await takePlace("u", "c");
    expect(other.kept).toBeUndefined();
    other.keep(words("Other"));
    one.keep(undefined);
    closeAll();
    expect((await takePlace("u", "c")).kept).toEqual(words("Other"));
  });
  it("are taken on by whoever comes after the tab was closed, once", async () => {
    (await takePlace("u", "c")).keep(words("Half a sen"));
    closeAll();
    const after = await takePlace("u", "c");
    expect(after.kept).toEqual(words("Half a sen"));
    expect((await takePlace("u", "c")).kept).toBeUndefined();
    after.keep(undefined);
    expect(stored()).toEqual([]);
  });
  it("come back one by one where several tabs left some, the newest first", async () => {
    vi.spyOn(Date, "now").mockReturnValueOnce(1).mockReturnValueOnce(2);
    const [older, newer] = [await takePlace("u", "c"), await takePlace("u", "c")];
    older.keep(words("Older"));
    newer.keep(words("Newer"));
    closeAll();
    expect((await takePlace("u", "c")).kept).toEqual(words("Newer"));
    expect((await takePlace("u", "c")).kept).toEqual(words("Older"));
  });
  it("of somebody else, or of another campaign, stay theirs", async () => {
    (await takePlace("u", "c")).keep(words("Mine"));
    closeAll();
    expect((await takePlace("v", "c")).kept).toBeUndefined();
    expect((await takePlace("u", "d")).kept).toBeUndefined();
  });
  it("are taken on from before each tab had a place of its own", async () => {
    localStorage.setItem("groundswell-draft-u-c", JSON.stringify(words("Long ago")));
    expect((await takePlace("u", "c")).kept).toEqual(words("Long ago"));
  });
  it("do without where the browser has no locks, keeps nothing, or kept nonsense", async () => {
    localStorage.setItem("groundswell-draft-u-c-1", "{");
    localStorage.setItem("groundswell-draft-u-c-2", '{"mine": 1}');
    expect((await takePlace("u", "c")).kept).toBeUndefined();
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("localStorage", undefined);
    const place = await takePlace("u", "c");
    place.keep(words("Lost"));
    expect(place.kept).toBeUndefined();
  });
});
