import { describe, expect, it } from "vitest";
import type { Conversation, Text } from "../../api/shapes";
import { remaining, waited } from "../../parts/waits";
import { attemptFor, hasArrived } from "./drafts";
import { arranged, beside, byDay, following, news, showOf, steady } from "./inbox";

const NOW = new Date("2026-03-10T16:00:00");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const one = (phone: string, minutes: number, changes: Partial<Conversation> = {}) =>
  ({ phone, last_activity_at: ago(minutes), unanswered: false, last_message_id: `m-${phone}`, ...changes }) as Conversation;
const phones = (rows: readonly Conversation[]) => rows.map((row) => row.phone).join("");

describe("the list", () => {
  it("has who waits on top, the longest wait first", () => {
    const items = [one("a", 1), one("b", 2, { unanswered: true }), one("c", 3), one("d", 9, { unanswered: true })];
    expect(phones(arranged(items, "ALL"))).toBe("dbac");
    expect(phones(arranged(items, "REVIEW"))).toBe("abcd");
  });
  it("keeps its places under the pointer and holds back what is new", () => {
    const before = [one("a", 5), one("b", 6)];
    const { rows, fresh } = steady(before, [one("n", 0), one("b", 1), one("o", 60)]);
    expect(phones(rows)).toBe("abo");
    expect(rows[1]?.last_activity_at).toBe(ago(1));
    expect(fresh).toBe(1);
    expect(steady([], before).rows).toBe(before);
  });
  it("is walked through without falling off its ends", () => {
    const rows = [one("a", 1), one("b", 2), one("c", 3)];
    expect([beside(rows, undefined, 1), beside(rows, "a", 1), beside(rows, "c", 1), beside(rows, "a", -1)]).toEqual(["a", "b", "c", "a"]);
    expect([following(rows, "a"), following(rows, "c"), following([one("a", 1)], "a")]).toEqual(["b", "b", undefined]);
  });
  it("tells what is new only of those who wait", () => {
    const seen = new Map([["a", "m-a"], ["b", "old"], ["c", "old"]]);
    expect(phones(news(seen, [one("a", 1, { unanswered: true }), one("b", 1, { unanswered: true }), one("c", 1)]))).toBe("b");
  });
  it("shows all where the address says nothing it knows", () => {
    expect([showOf(undefined), showOf("MINE"), showOf("hack")]).toEqual(["ALL", "MINE", "ALL"]);
  });
});

describe("a thread", () => {
  it("is cut into days", () => {
    const texts = [3 * 1440, 1440, 30, 10].map((minutes) => ({ at: ago(minutes) }) as Text);
    expect(byDay(texts, NOW).map((day) => [day.name, day.texts.length])).toEqual([["Saturday, March 7", 1], ["Yesterday", 1], ["Today", 2]]);
  });
});

describe("an answer", () => {
  const mine = (body: string) => ({ direction: "OUT", user_id: "u", body }) as Text;
  it("stays the same attempt until it is answered, whatever comes in", () => {
    const first = attemptFor({ text: "At 6." }, "At 6.", "m-1", []);
    expect(attemptFor({ text: "At 6.", attempt: first }, "At 6.", "m-2", [mine("At 6.")])).toBe(first);
    const other = attemptFor({ text: "At 7.", attempt: first }, "At 7.", "m-2", []);
    expect(other.key).not.toBe(first.key);
    expect(other.last_message_id).toBe("m-2");
  });
  it("is found in the thread if only the answer about it was lost", () => {
    const attempt = attemptFor({ text: "Yes" }, "Yes", "m-1", [mine("Yes")]);
    expect([hasArrived(attempt, [mine("Yes")]), hasArrived(attempt, [mine("Yes"), mine("Yes")])]).toEqual([false, true]);
  });
});

describe("waits", () => {
  it("are short", () => {
    expect([20, 720, 10_800, 200_000].map(waited)).toEqual(["under a minute", "12 min", "3 h", "2 days"]);
    expect([0, 247, 2520, 18_720, 190_800].map(remaining)).toEqual([undefined, "4:07", "42 min", "5 h 12 min", "2 days 5 h"]);
  });
});
