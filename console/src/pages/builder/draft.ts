/** A campaign's words while they are being written: kept, saved by themselves, and never lost to somebody else's change. */
import { ApiProblem } from "../../api/problem";
import type { Campaign } from "../../api/shapes";

export type Words = Pick<Campaign, "name" | "text" | "sender_choice">;
export type Stored = Words & Pick<Campaign, "version">;
const NAMES = ["name", "text", "sender_choice"] as const;
const BREATH = 800;
const LONGEST_WAIT = 30_000;

export type Standing =
  | { kind: "saved"; at?: Date }
  | { kind: "unsaved" | "saving" }
  /** It is tried again by itself. */
  | { kind: "waiting"; error: unknown }
  | { kind: "refused"; error: unknown }
  | { kind: "conflict"; theirs: Stored };

export interface Kept {
  base: Words;
  mine: Words;
}

export interface Ways {
  save: (changes: Partial<Words>, version: number) => Promise<Stored>;
  read: () => Promise<Stored>;
  /** On this device, until it is saved. */
  keep: (unsaved: Kept | undefined) => void;
  now: () => Date;
}

export interface Snapshot {
  words: Words;
  standing: Standing;
}

export class Draft {
  private base: Words;
  private mine: Words;
  private version: number;
  private standing: Standing = { kind: "saved" };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underway: Promise<void> | undefined;
  private failures = 0;
  private shown: Snapshot;
  private readonly listeners = new Set<() => void>();
  private readonly ways: Ways;

  constructor(stored: Stored, ways: Ways, kept?: Kept) {
    this.ways = ways;
    this.base = kept?.base ?? wordsOf(stored);
    this.mine = kept?.mine ?? wordsOf(stored);
    this.version = stored.version;
    this.shown = { words: this.mine, standing: this.standing };
    if (kept) this.meet(stored);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): Snapshot => this.shown;

  change(part: Partial<Words>): void {
    this.mine = { ...this.mine, ...part };
    this.ways.keep({ base: this.base, mine: this.mine });
    if (this.standing.kind === "conflict") return this.show(this.standing);
    this.failures = 0;
    this.show({ kind: "unsaved" });
    this.later(BREATH);
  }

  /** What the API has now; a change by somebody else shows at once, unless one has written something of one's own there. */
  see(stored: Stored): void {
    if (stored.version > this.version && !this.underway && this.standing.kind !== "conflict") this.meet(stored);
  }

  /** Saves now, and ends when there is nothing left that could be saved. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.standing.kind === "conflict") return;
    await this.underway;
    if (this.standing.kind === "unsaved" || this.standing.kind === "waiting") {
      this.underway = this.save();
      await this.underway;
    }
  }

  /** The way out of a conflict: one's own words replace theirs, or the other way round. */
  settle(take: "mine" | "theirs"): void {
    if (this.standing.kind !== "conflict") return;
    const { theirs } = this.standing;
    this.base = wordsOf(theirs);
    this.version = theirs.version;
    if (take === "theirs") this.mine = this.base;
    this.resume();
  }

  private async save(): Promise<void> {
    const sent = this.mine;
    this.show({ kind: "saving" });
    try {
      const stored = await this.ways.save(difference(this.base, sent), this.version);
      this.underway = undefined;
      this.failures = 0;
      this.base = sent;
      this.meet(stored);
    } catch (error) {
      await this.fail(error);
      this.underway = undefined;
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (error instanceof ApiProblem && error.status === 412) {
      try {
        const stored = await this.ways.read();
        this.underway = undefined;
        return this.meet(stored);
      } catch (another) {
        return this.wait(another);
      }
    }
    if (error instanceof ApiProblem && (error.isPassing || error.status === 401)) return this.wait(error);
    this.show({ kind: "refused", error });
  }

  private wait(error: unknown): void {
    this.failures += 1;
    this.show({ kind: "waiting", error });
    const wished = error instanceof ApiProblem && error.retryAfter ? error.retryAfter * 1000 : 1000 * 2 ** this.failures;
    this.later(Math.min(wished, LONGEST_WAIT));
  }

  /** Brings together what one has written and what is stored now. */
  private meet(stored: Stored): void {
    const { words, isTorn } = merge(this.base, this.mine, wordsOf(stored));
    if (isTorn) return this.show({ kind: "conflict", theirs: stored });
    this.base = wordsOf(stored);
    this.version = stored.version;
    this.mine = words;
    this.resume();
  }

  private resume(): void {
    if (Object.keys(difference(this.base, this.mine)).length === 0) {
      clearTimeout(this.timer);
      this.ways.keep(undefined);
      return this.show({ kind: "saved", at: this.ways.now() });
    }
    this.ways.keep({ base: this.base, mine: this.mine });
    this.show({ kind: "unsaved" });
    this.later(BREATH);
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private show(standing: Standing): void {
    this.standing = standing;
    this.shown = { words: this.mine, standing };
    for (const listener of this.listeners) listener();
  }
}

export const wordsOf = ({ name, text, sender_choice }: Words): Words => ({ name, text, sender_choice });

export function difference(base: Words, mine: Words): Partial<Words> {
  return Object.fromEntries(NAMES.filter((name) => base[name] !== mine[name]).map((name) => [name, mine[name]]));
}

/** Torn where both have changed the same thing, each in another way. */
export function merge(base: Words, mine: Words, theirs: Words): { words: Words; isTorn: boolean } {
  const hasChanged = (name: (typeof NAMES)[number]) => mine[name] !== base[name];
  const isTorn = NAMES.some((name) => hasChanged(name) && theirs[name] !== base[name] && theirs[name] !== mine[name]);
  return { words: { ...theirs, ...Object.fromEntries(NAMES.filter(hasChanged).map((name) => [name, mine[name]])) }, isTorn };
}
