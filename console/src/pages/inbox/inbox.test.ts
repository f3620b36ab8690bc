import { describe, expect, it } from "vitest";
import type { Conversation, Text, Thread } from "../../api/shapes";
import { remaining, waited } from "../../parts/waits";
import { attemptFor, hasArrived } from "./drafts";
import { arranged, beside, byDay, continued, following, news, showOf, steady, withEarlier } from "./inbox";

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

describe("a thread that comes in pages", () => {
  const text = (id: number, body = "") => ({ message_id: `m-${id}`, at: ago(100 - id), body }) as Text;
  const thread = (ids: number[], next_cursor: string | null) => ({ texts: ids.map((id) => text(id)), next_cursor }) as Thread;
  const ids = (one: Thread) => one.texts.map(({ message_id }) => message_id.slice(2)).join(" ");

  it("keeps what was shown before the newest page", () => {
    const before = withEarlier(thread([5, 6], "to 4"), thread([3, 4], "to 2"), "to 4");
    const now = continued(before, thread([6, 7], "to 5"));
    expect([ids(now), now.next_cursor]).toEqual(["3 4 5 6 7", "to 2"]);
  });
  it("shows of each text what the newest page says, and forgets what that has no more", () => {
    const before = thread([1, 4, 5, 6], null);
    const now = continued(before, { ...thread([4, 6], "to 3"), texts: [text(4), text(6, "new")] } as Thread);
    expect([ids(now), now.texts.at(-1)?.body, now.next_cursor]).toEqual(["1 4 6", "new", null]);
  });
  it("begins anew where something may lie between", () => {
    const page = thread([8, 9], "to 7");
    expect(continued(thread([3, 4], "to 2"), page)).toBe(page);
    expect(continued(undefined, page)).toBe(page);
    const nothing = thread([], null);
    expect(continued(thread([3, 4], null), nothing)).toBe(nothing);
  });
  it("takes a page that came twice once, and an empty last one as the beginning", () => {
    const page = thread([3, 4], "to 2");
    const once = withEarlier(thread([5], "to 4"), page, "to 4");
    expect(withEarlier(once, page, "to 4")).toBe(once);
    const whole = withEarlier(once, thread([], null), "to 2");
    expect([ids(whole), whole.next_cursor]).toEqual(["3 4 5", null]);
  });
  it("keeps texts of one moment that the page's edge has parted", () => {
    const at = ago(1);
    const before = { texts: [{ message_id: "a", at }, { message_id: "b", at }], next_cursor: null } as Thread;
    const page = { texts: [{ message_id: "b", at }], next_cursor: "to a" } as Thread;
    expect(continued(before, page).texts.map((one) => one.message_id)).toEqual(["a", "b"]);
  });
});

describe("an answer", () => {
  const mine = (body: string, minutes = 5) => ({ direction: "OUT", user_id: "u", body, at: ago(minutes) }) as Text;
  it("stays the same attempt until it is answered, whatever comes in", () => {
    const first = attemptFor({ text: "At 6." }, "At 6.", "m-1", []);
    expect(attemptFor({ text: "At 6.", attempt: first }, "At 6.", "m-2", [mine("At 6.")])).toBe(first);
    const other = attemptFor({ text: "At 7.", attempt: first }, "At 7.", "m-2", []);
    expect(other.key).not.toBe(first.key);
    expect(other.last_message_id).toBe("m-2");
  });
  it("is found in the thread if only the answer about it was lost", () => {
    const attempt = attemptFor({ text: "Yes" }, "Yes", "m-1", [mine("Yes")]);
    expect([hasArrived(attempt, [mine("Yes")]), hasArrived(attempt, [mine("Yes"), mine("Yes", 1)])]).toEqual([false, true]);
    expect(hasArrived(attemptFor({ text: "Yes" }, "Yes", null, []), [mine("Yes")])).toBe(true);
  });
  it("is not found among earlier texts that are shown later", () => {
    const attempt = attemptFor({ text: "Yes" }, "Yes", "m-1", [mine("No")]);
    expect(hasArrived(attempt, [mine("Yes", 900), mine("No")])).toBe(false);
  });
});

describe("waits", () => {
  it("are short", () => {
    expect([20, 720, 10_800, 200_000].map(waited)).toEqual(["under a minute", "12 min", "3 h", "2 days"]);
    expect([0, 247, 2520, 18_720, 190_800].map(remaining)).toEqual([undefined, "4:07", "42 min", "5 h 12 min", "2 days 5 h"]);
  });
});
