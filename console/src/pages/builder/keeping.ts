/** Unsaved words on this device, each tab's by themselves: a person and a campaign go in, a place to keep their words comes out.
 *
 * A tab locks its place for as long as it is open. A place with words in it that no tab has locked was left behind by a
 * tab that is closed, and whoever comes next goes on with it. A browser that keeps nothing is no reason to break.
 */
import type { Kept } from "./draft";

export interface Place {
  /** What a tab that is closed has left there. */
  kept: Kept | undefined;
  keep: (unsaved: Kept | undefined) => void;
}

export async function takePlace(userId: string, campaignId: string): Promise<Place> {
  const mine = `groundswell-draft-${userId}-${campaignId}`;
  for (const left of leftBehind(mine)) if (await lock(left.name)) return placeAt(left.name, left.kept);
  const name = `${mine}-${crypto.randomUUID()}`;
  await lock(name);
  return placeAt(name, undefined);
}

/** Whether it is this tab's from now on. */
function lock(name: string): Promise<boolean> {
  return new Promise((tell) => {
    const asLongAsOpen = (lock: Lock | null) => {
      tell(lock !== null);
      return lock ? new Promise<void>(() => undefined) : undefined;
    };
    try {
      navigator.locks.request(name, { ifAvailable: true }, asLongAsOpen).catch(() => tell(false));
    } catch {
      tell(false);
    }
  });
}

function placeAt(name: string, kept: Kept | undefined): Place {
  const keep = (unsaved: Kept | undefined) => {
    try {
      if (unsaved) localStorage.setItem(name, JSON.stringify({ ...unsaved, at: Date.now() }));
      else localStorage.removeItem(name);
    } catch {
      // full, or forbidden
    }
  };
  return { kept, keep };
}

interface Left {
  name: string;
  kept: Kept;
  at: number;
}

/** The newest first; open tabs' are among them. */
function leftBehind(mine: string): Left[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name === mine || name.startsWith(`${mine}-`));
    return names.flatMap(read).toSorted((one, other) => other.at - one.at);
  } catch {
    return [];
  }
}

function read(name: string): Left[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    return isKept(found) ? [{ name, kept: { base: found.base, mine: found.mine }, at: found.at ?? 0 }] : [];
  } catch {
    return [];
  }
}

function isKept(found: unknown): found is Kept & { at?: number } {
  const { base, mine } = (found ?? {}) as Partial<Kept>;
  return typeof base?.text === "string" && typeof mine?.text === "string" && typeof base.name === "string" && typeof mine.name === "string";
}
