import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem, noAnswer } from "../../api/problem";
import { Draft, type Kept, merge, type Stored, type Words } from "./draft";

const STORED: Stored = { name: "Block party", text: "Hi", sender_choice: "GROUNDSWELL", version: 3 };
const now = new Date("2026-03-10T16:00:00Z");

/** An API with one campaign, which answers as `fails` says. */
function anApi(stored: Stored = STORED) {
  const api = { stored, fails: [] as (Error | "lost")[], saved: [] as Partial<Words>[], kept: undefined as Kept | undefined };
  const save = async (changes: Partial<Words>, version: number) => {
    api.saved.push(changes);
    const failure = api.fails.shift();
    if (failure instanceof Error) throw failure;
    if (version !== api.stored.version) throw new ApiProblem(412);
    api.stored = { ...api.stored, ...changes, version: version + 1 };
    if (failure === "lost") throw noAnswer();
    return api.stored;
  };
  const ways = { save, read: async () => api.stored, keep: (unsaved: Kept | undefined) => void (api.kept = unsaved), now: () => now };
  return { api, ways };
}

const kindOf = (draft: Draft) => draft.snapshot().standing.kind;

describe("a draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("saves itself once the person pauses, and only what has changed", async () => {
    const { api, ways } = anApi();
    const draft = new Draft(STORED, ways);
    draft.change({ text: "Hi t" });
    draft.change({ text: "Hi there" });
    expect([kindOf(draft), api.kept?.mine.text]).toEqual(["unsaved", "Hi there"]);
    await vi.advanceTimersByTimeAsync(900);
    expect(api.saved).toEqual([{ text: "Hi there" }]);
    expect([draft.snapshot().standing, api.kept]).toEqual([{ kind: "saved", at: now }, undefined]);
  });
  it("saves what was written while it was saving", async () => {
    const { api, ways } = anApi();
    const draft = new Draft(STORED, ways);
    draft.change({ text: "one" });
    const first = draft.flush();
    draft.change({ text: "two" });
    await first;
    await vi.advanceTimersByTimeAsync(900);
    expect([api.stored.text, kindOf(draft)]).toEqual(["two", "saved"]);
  });
  it("takes a save whose answer was lost for what it is", async () => {
    const { api, ways } = anApi();
    api.fails = ["lost"];
    const draft = new Draft(STORED, ways);
    draft.change({ text: "Hello" });
    await vi.advanceTimersByTimeAsync(900);
    expect([kindOf(draft), api.kept?.mine.text]).toEqual(["waiting", "Hello"]);
    await vi.advanceTimersByTimeAsync(2100);
    expect([kindOf(draft), api.stored.text, api.stored.version]).toEqual(["saved", "Hello", 4]);
  });
  it("goes on trying, less and less often, and waits as long as it is asked to", async () => {
    const { api, ways } = anApi();
    api.fails = [noAnswer(), new ApiProblem(429, {}, 9), noAnswer()];
    const draft = new Draft(STORED, ways);
    draft.change({ text: "Hello" });
    await vi.advanceTimersByTimeAsync(900 + 2000);
    expect(api.saved).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(8800);
    expect(api.saved).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(300 + 8000);
    expect([api.saved.length, kindOf(draft)]).toEqual([4, "saved"]);
  });
  it("does not mind a change of something else", async () => {
    const { api, ways } = anApi();
    const draft = new Draft(STORED, ways);
    api.stored = { ...STORED, name: "Summer party", version: 4 };
    draft.change({ text: "Hello" });
    await vi.advanceTimersByTimeAsync(2000);
    expect(draft.snapshot()).toMatchObject({ words: { name: "Summer party", text: "Hello" }, standing: { kind: "saved" } });
    expect(api.stored).toMatchObject({ name: "Summer party", text: "Hello" });
  });
  it.each(["mine", "theirs"] as const)("asks whose words count, and goes on with %s", async (take) => {
    const { api, ways } = anApi();
    const draft = new Draft(STORED, ways);
    api.stored = { ...STORED, text: "Theirs", version: 4 };
    draft.change({ text: "Mine" });
    await vi.advanceTimersByTimeAsync(900);
    expect(draft.snapshot()).toMatchObject({ words: { text: "Mine" }, standing: { kind: "conflict", theirs: { text: "Theirs" } } });
    draft.change({ text: "Mine!" });
    await vi.advanceTimersByTimeAsync(900);
    expect([api.saved.length, api.kept?.mine.text]).toEqual([1, "Mine!"]);
    draft.settle(take);
    await vi.advanceTimersByTimeAsync(900);
    expect([api.stored.text, draft.snapshot().words.text, kindOf(draft)]).toEqual([...Array(2).fill(take === "mine" ? "Mine!" : "Theirs"), "saved"]);
  });
  it("shows another's change as long as nothing of one's own is in its way", () => {
    const { ways } = anApi();
    const draft = new Draft(STORED, ways);
    draft.see({ ...STORED, text: "Newer", version: 5 });
    expect(draft.snapshot().words.text).toBe("Newer");
    draft.see({ ...STORED, text: "Older", version: 4 });
    expect(draft.snapshot().words.text).toBe("Newer");
    draft.change({ text: "Mine" });
    draft.see({ ...STORED, text: "Newest", version: 6 });
    expect(draft.snapshot()).toMatchObject({ words: { text: "Mine" }, standing: { kind: "conflict" } });
  });
  it("brings back what was kept on the device", async () => {
    const { api, ways } = anApi();
    const draft = new Draft(STORED, ways, { base: STORED, mine: { ...STORED, text: "Half a sen" } });
    expect(draft.snapshot().words.text).toBe("Half a sen");
    await vi.advanceTimersByTimeAsync(900);
    expect(api.stored.text).toBe("Half a sen");
  });
  it("says that it was refused, keeps it, and tries again with the next word", async () => {
    const { api, ways } = anApi();
    api.fails = [new ApiProblem(422, { title: "Too long" })];
    const draft = new Draft(STORED, ways);
    draft.change({ text: "Too long" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([kindOf(draft), api.saved.length, api.kept?.mine.text]).toEqual(["refused", 1, "Too long"]);
    draft.change({ text: "Short" });
    await vi.advanceTimersByTimeAsync(900);
    expect([kindOf(draft), api.stored.text]).toEqual(["saved", "Short"]);
  });
});

describe("two changes", () => {
  it("are torn only where both changed the same thing in different ways", () => {
    const base = { name: "A", text: "T", sender_choice: "GROUNDSWELL" } as Words;
    expect(merge(base, { ...base, text: "X" }, { ...base, name: "B" })).toEqual({ words: { ...base, text: "X", name: "B" }, isTorn: false });
    expect(merge(base, { ...base, text: "X" }, { ...base, text: "X" }).isTorn).toBe(false);
    expect(merge(base, { ...base, text: "X" }, { ...base, text: "Y" }).isTorn).toBe(true);
  });
});
