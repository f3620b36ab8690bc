/** What the inbox shows, in which order, and how that changes without jumping. */
import type { Conversation, Text, Thread } from "../../api/shapes";
import type { InboxSearch } from "../../shell/addresses";
import { words } from "./words";

export type Show = NonNullable<InboxSearch["show"]>;
export const SHOWS: readonly Show[] = ["ALL", "MINE", "UNASSIGNED", "REVIEW", "UNMATCHED"];

/** What an address says may be anything. */
export const showOf = (given: string | undefined): Show => SHOWS.find((one) => one === given) ?? "ALL";

/** Who waits for an answer first, the longest wait on top; reviews come with the most urgent first already. */
export function arranged(items: readonly Conversation[], show: Show): Conversation[] {
  if (show === "REVIEW") return [...items];
  const waiting = items.filter((one) => one.unanswered).toSorted((a, b) => momentOf(a) - momentOf(b));
  return [...waiting, ...items.filter((one) => !one.unanswered)];
}

export interface Steady {
  rows: readonly Conversation[];
  /** How many are new and held back. */
  fresh: number;
}

/** While a pointer is over the list, rows keep their places: what changed changes in place, what is new waits. */
export function steady(before: readonly Conversation[], now: readonly Conversation[]): Steady {
  if (before.length === 0) return { rows: now, fresh: 0 };
  const byPhone = new Map(now.map((one) => [one.phone, one]));
  const known = new Set(before.map((one) => one.phone));
  const oldest = Math.min(...before.map(momentOf));
  const added = now.filter((one) => !known.has(one.phone));
  const older = added.filter((one) => momentOf(one) < oldest);
  return { rows: [...before.map((one) => byPhone.get(one.phone) ?? one), ...older], fresh: added.length - older.length };
}

/** The phone before or after; the first one where none is open. */
export function beside(rows: readonly Conversation[], phone: string | undefined, step: 1 | -1): string | undefined {
  const at = rows.findIndex((one) => one.phone === phone);
  if (at < 0) return rows[0]?.phone;
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.phone;
}

/** Where to go on once one is done: the next one down, else the one above. */
export function following(rows: readonly Conversation[], phone: string): string | undefined {
  const at = rows.findIndex((one) => one.phone === phone);
  return (rows[at + 1] ?? rows[at - 1])?.phone;
}

/** Those that have a new text waiting since the last look. */
export function news(seen: ReadonlyMap<string, string | null>, items: readonly Conversation[]): Conversation[] {
  return items.filter((one) => one.unanswered && seen.get(one.phone) !== one.last_message_id);
}

/** What was read before, and the page that came now; where they do not meet, the page alone, so that nothing is left out between. */
export function continued(before: Thread | undefined, now: Thread): Thread {
  const ids = new Set(now.texts.map((one) => one.message_id));
  const first = now.texts[0];
  if (!before || !first || !before.texts.some((one) => ids.has(one.message_id))) return now;
  const earlier = before.texts.filter((one) => !ids.has(one.message_id) && Date.parse(one.at) <= Date.parse(first.at));
  return earlier.length === 0 ? now : { ...now, texts: [...earlier, ...now.texts], next_cursor: before.next_cursor };
}

/** A thread with the page before it; one that came twice changes nothing. */
export function withEarlier(thread: Thread, page: Thread, cursor: string): Thread {
  return thread.next_cursor === cursor ? { ...thread, texts: [...page.texts, ...thread.texts], next_cursor: page.next_cursor } : thread;
}

export interface Day {
  name: string;
  texts: Text[];
}

/** The texts by day, in one's own zone. */
export function byDay(texts: readonly Text[], now: Date): Day[] {
  const days: Day[] = [];
  for (const text of texts) {
    const name = dayName(new Date(text.at), now);
    const last = days.at(-1);
    if (last?.name === name) last.texts.push(text);
    else days.push({ name, texts: [text] });
  }
  return days;
}

export function dayName(at: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return words.today;
  if (at.toDateString() === yesterday.toDateString()) return words.yesterday;
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", ...year }).format(at);
}

const momentOf = (one: Conversation) => Date.parse(one.last_activity_at);

export const secondsBetween = (from: string | Date, to: string | Date) => (new Date(to).getTime() - new Date(from).getTime()) / 1000;
