import { describe, expect, it } from "vitest";
import type { BlastReport, Campaign } from "../../api/shapes";
import { attentionOf, type Known } from "./attention";
import { newestDraft, type Step, stepsOf, whatToShow } from "./firstRun";

const NOW = new Date("2026-03-10T16:00:00Z");
const campaign = (changes: Partial<Campaign> = {}) =>
  ({ campaign_id: "c", name: "River clean-up", state: "ACTIVE", contacts: 10, start_failure: null, pause_reason: null, ...changes }) as Campaign;
const blast = (states: BlastReport["states"]) => ({ campaign_id: "c", blast_id: "b", states }) as BlastReport;
const found = (known: Partial<Known>) => attentionOf({ campaigns: [campaign()], ...known }, NOW);
const waiting = (count: number, oldest_at: string | null, is_all = true) => ({ count, oldest_at, is_all });

describe("low delivery", () => {
  it("is told below nine in ten, of texts whose fate is known", () => {
    const [one] = found({ blasts: [blast({ DELIVERED: 80, FAILED: 18, UNKNOWN: 2, SENT: 900 })] });
    expect(one?.title).toBe("Only 80% of “River clean-up” is delivered");
    expect(one?.remedy).toContain("80 of 100 texts");
    expect(one?.way).toEqual({ to: "run", campaignId: "c", blast: "b", state: "FAILED" });
  });
  it("is not told of a handful, nor at nine in ten", () => {
    expect(found({ blasts: [blast({ DELIVERED: 10, FAILED: 39 })] })).toEqual([]);
    expect(found({ blasts: [blast({ DELIVERED: 90, FAILED: 10 })] })).toEqual([]);
  });
});

describe("who waits", () => {
  it("is counted with how long the first has waited, one's own apart from nobody's", () => {
    const mine = waiting(1, "2026-03-10T15:30:00Z");
    const unassigned = waiting(2000, "2026-03-10T06:00:00Z", false);
    expect(found({ waiting: { mine, unassigned } }).map((one) => one.title)).toEqual([
      "1 person waits for your answer, the first for about 30 minutes",
      "At least 2,000 people wait for an answer, the first for about 10 hours",
    ]);
  });
  it("is left out where nobody does", () => {
    expect(found({ waiting: { mine: waiting(0, null), unassigned: waiting(0, null) } })).toEqual([]);
  });
});

describe("what else needs attention", () => {
  it("begins with a carrier that is missing", () => {
    const [first] = found({ carrier: "NOT_CONNECTED", isOwner: true, deadLetters: 2 });
    expect([first?.id, first?.way]).toEqual(["carrier", { to: "settings", section: "carrier" }]);
    expect(found({ carrier: "NOT_CONNECTED", isOwner: false })[0]?.way).toBeUndefined();
    expect(found({ carrier: "SIMULATED" })).toEqual([]);
  });
  it("tells a pause by Groundswell with its reason, and apart from a stop of everything", () => {
    const paused = (pause_reason: string) => found({ campaigns: [campaign({ state: "PAUSED", pause_reason })] })[0];
    expect(paused("The account is blocked.")).toMatchObject({ kind: "bad", title: "Groundswell has paused “River clean-up”", way: { to: "run", campaignId: "c" } });
    expect(paused("The account is blocked.")?.remedy).toMatch(/^The account is blocked\. Resume/);
    expect(paused("Everything was stopped.")?.title).toBe("“River clean-up” is paused: Everything was stopped.");
  });
  it("tells by when the first doubt wants a decision", () => {
    const reviews = [{ review_due_at: "2026-03-10T19:00:00Z" }, { review_due_at: "2026-03-10T18:00:00Z" }] as never;
    const at = new Date("2026-03-10T18:00:00Z").toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
    expect(found({ reviews })[0]?.remedy.replaceAll("\u202f", " ")).toContain(`the first one decided by ${at.replaceAll("\u202f", " ")}`);
  });
  it("tells of a failed job until it has worked", () => {
    const job = (state: string, minute: number, changes = {}) => {
      const at = `2026-03-10T15:${minute}:00+00:00`;
      return { job_id: `${state}${minute}`, kind: "LOAD_CONTACTS", subject_id: "c", state, reason: "No phone column.", created_at: at, updated_at: at, ...changes };
    };
    const told = (...jobs: object[]) => found({ jobs: jobs as never }).map((one) => one.id);
    expect(told(job("FAILED", 10))).toEqual(["FAILED10"]);
    expect(told(job("DONE", 20), job("FAILED", 10))).toEqual([]);
    expect(told(job("QUEUED", 20), job("FAILED", 10))).toEqual(["FAILED10"]);
    expect(told(job("DONE", 20, { subject_id: "d" }), job("FAILED", 10))).toEqual(["FAILED10"]);
    expect(told(job("FAILED", 20), job("DONE", 10))).toEqual(["FAILED20"]);
  });
  it("asks owners only, and softly, for a second factor", () => {
    expect(found({ isOwner: true, hasSecondFactor: false }).map((one) => one.kind)).toEqual(["hint"]);
    expect(found({ isOwner: false, hasSecondFactor: false })).toEqual([]);
    expect(found({ isOwner: true })).toEqual([]);
  });
});

describe("the first steps", () => {
  const open = stepsOf({ carrier: "SIMULATED", numbers: 0, campaigns: [] });
  const over: Step[] = open.map((step) => ({ ...step, isDone: true }));
  it("are put away and taken up again, and say once that they are done", () => {
    expect([whatToShow(undefined, open), whatToShow("OPEN", open), whatToShow("HIDDEN", open)]).toEqual(["steps", "steps", "resume"]);
    expect([whatToShow("OPEN", over), whatToShow("HIDDEN", over), whatToShow("OVER", over), whatToShow(undefined, over)]).toEqual(["over", "nothing", "nothing", "nothing"]);
  });
  it("go on with the newest draft", () => {
    expect(newestDraft([campaign(), campaign({ campaign_id: "d", state: "DRAFT" })])?.campaign_id).toBe("d");
  });
});
