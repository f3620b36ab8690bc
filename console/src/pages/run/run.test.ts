import { describe, expect, it } from "vitest";
import type { Happening, Outcome } from "../../api/shapes";
import { optOutRate } from "./optOutRate";
import { rowsOf, withoutChart } from "./outcome";
import { limitWords, paceOf } from "./pace";
import { listed, tell } from "./timeline";

const states = (delivered: number) => ({ DELIVERED: delivered }) as never;

describe("the rate of opt-outs", () => {
  it("says nothing of a few", () => expect(optOutRate({ opt_outs: 5, states: states(99) }).kind).toBe("few"));
  it("is usual up to one in a hundred", () => expect(optOutRate({ opt_outs: 10, states: states(1000) }).kind).toBe("usual"));
  it("is high above", () => expect(optOutRate({ opt_outs: 11, states: states(1000) })).toMatchObject({ kind: "high", share: "1.1%" }));
  it("is alarming above three", () => expect(optOutRate({ opt_outs: 31, states: states(1000) }).kind).toBe("alarming"));
  it("is none where nobody was reached", () => expect(optOutRate({ opt_outs: 0, states: states(0) }).share).toBe("–"));
});

describe("a limit in words", () => {
  const of = (limit: number | null, scope: "ACCOUNT" | "NUMBER" | null, numbers: number | null) => limitWords({ limit_per_minute: limit, limit_scope: scope, numbers });
  it("says whose it is", () => {
    expect(of(null, null, null)).toBe("No limit is set");
    expect(of(1200, "ACCOUNT", null)).toBe("of 1,200 allowed, shared by all campaigns");
    expect(of(60, "NUMBER", 1)).toBe("of 60 allowed from 1 number");
    expect(of(60, "NUMBER", null)).toBe("of 60 allowed");
  });
});

describe("a pace", () => {
  const blast = { blast_id: "pace", state: "SENDING", audience: 100, planned: 100, states: { READY: 60, SENT: 40 } } as never;
  it("is the API's where it knows one", () => expect(paceOf(blast, 0, 30)).toEqual({ perMinute: 30, secondsLeft: 120 }));
  it("is not told before it is known", () => expect(paceOf(blast, 1, null)).toEqual({ perMinute: undefined, secondsLeft: undefined }));
  it("tells no end where nothing leaves", () => expect(paceOf(blast, 2, 0).secondsLeft).toBeUndefined());
});

describe("the chart as a table", () => {
  const points = Array.from({ length: 290 }, (_, index) => ({ at: `${index}`, handed_over: index, delivered: 0, failed: 0 })) as Outcome["points"];
  it("has few rows, the newest first", () => {
    const rows = rowsOf(points);
    expect(rows.length).toBeLessThanOrEqual(24);
    expect(rows[0]?.at).toBe("289");
  });
});

describe("where there is no chart", () => {
  const closed = (seconds: number, states: object = { DELIVERED: 40, SKIPPED: 2 }) =>
    ({ state: "CLOSED", states, created_at: "2026-03-10T16:00:00Z", closed_at: new Date(Date.parse("2026-03-10T16:00:00Z") + seconds * 1000).toISOString() }) as never;
  it("says that it is being measured only while it is", () => {
    expect(withoutChart(undefined).title).toBe("Being measured");
    expect(withoutChart({ state: "SENDING", states: {} } as never).title).toBe("Being measured");
  });
  it("says how quickly all was over", () => {
    expect(withoutChart(closed(12))).toEqual({ title: "Sent within a minute", remedy: "40 texts were handed over, too quickly for a chart." });
    expect(withoutChart(closed(0)).title).toBe("Sent within a minute");
    expect(withoutChart(closed(61)).title).toBe("Sent within 2 minutes");
    expect(withoutChart({ state: "CLOSED", states: { SENT: 1 }, created_at: null, closed_at: null } as never)).toEqual({
      title: "All texts are settled", remedy: "1 text was handed over. How that went over time was not noted.",
    });
    expect(withoutChart(closed(86_400)).title).toBe("All texts are settled");
  });
  it("does not say sent where nothing was", () => expect(withoutChart(closed(12, { SKIPPED: 42 })).title).toBe("No text was handed over"));
});

describe("what happened", () => {
  const one: Happening = {
    event_id: "e", at: "2026-11-21T09:00:00Z", what: "PAUSED", user_id: "u", by: "Ada", settled: true, changed: [],
    blast_id: null, job_id: null, job_state: null, job_reason: "", other_campaign_id: null, reason: "",
  };
  it("names who did it", () => expect(tell(one)).toEqual({ who: "Ada", did: "paused it", outcome: "", isBad: false }));
  it("says that they are no member any more", () => expect(tell({ ...one, by: null }).who).toBe("Somebody who is no member any more"));
  it("names nobody for what came of itself", () => expect(tell({ ...one, what: "BLAST_CLOSED", user_id: null, by: null }).who).toBeNull());
  it("says that Groundswell paused it, and why", () =>
    expect(tell({ ...one, what: "PAUSED_ITSELF", user_id: null, by: null, reason: "The account is blocked." })).toEqual({
      who: "Groundswell", did: "paused it", outcome: "The account is blocked.", isBad: true,
    }));
  it("names what was changed", () => expect(tell({ ...one, what: "EDITED", changed: ["name", "text"] }).did).toBe("changed the name and the text"));
  it("does not name what nobody knows", () => expect(tell({ ...one, what: "EDITED", changed: ["occurrence"] }).did).toBe("changed it"));
  it("tells a copy from a new one", () => expect(tell({ ...one, what: "CREATED", other_campaign_id: "c" }).did).toContain("as a copy"));
  it("tells what came of it", () => {
    expect(tell({ ...one, what: "STARTED", job_state: "FAILED", job_reason: "No numbers." })).toMatchObject({ outcome: "It did not work: No numbers.", isBad: true });
    expect(tell({ ...one, what: "STARTED", job_state: "RUNNING" }).outcome).toBe("It is under way.");
    expect(tell({ ...one, what: "STARTED", job_state: "CANCELLED" }).outcome).toBe("It was cancelled.");
    expect(tell({ ...one, settled: false }).isBad).toBe(true);
  });
  it("lists as people do", () => expect(listed(["a", "b", "c"])).toBe("a, b and c"));
});
