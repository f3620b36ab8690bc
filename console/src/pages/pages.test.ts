import { describe, expect, it } from "vitest";
import type { BlastReport, Campaign } from "../api/shapes";
import { look, perMinute } from "../parts/rate";
import { pause } from "../parts/useJob";
import { healthOf } from "./campaigns/healthOf";
import { matching } from "./campaigns/matching";
import { isOurs } from "./signIn/SignInPage";
import { attentionOf } from "./today/attention";
import { isOver, stepsOf } from "./today/firstRun";

const campaign = (changes: Partial<Campaign> = {}) =>
  ({ campaign_id: "c", name: "River clean-up", text: "Hi", state: "ACTIVE", contacts: 10, load_id: "l", warnings: [], start_failure: null, pause_reason: null, ...changes }) as Campaign;
const blast = (states: BlastReport["states"]) => ({ states }) as BlastReport;

describe("a campaign's health", () => {
  it("is bad where many failed, but not after a handful of texts", () => {
    expect(healthOf(campaign(), blast({ DELIVERED: 80, FAILED: 20 }))).toEqual({ tone: "bad", words: "20% failed" });
    expect(healthOf(campaign(), blast({ DELIVERED: 4, FAILED: 1 })).tone).toBe("good");
  });
  it("tells first what keeps it from starting", () => {
    expect(healthOf(campaign({ state: "DRAFT", start_failure: "No numbers." }), undefined).words).toBe("Could not start");
    expect(healthOf(campaign({ state: "DRAFT", load_id: null }), undefined).words).toBe("Needs contacts");
  });
});

describe("the pace", () => {
  it("is not told before enough was seen", () => {
    expect(perMinute([{ at: 0, count: 0 }, { at: 2000, count: 9 }], 2000)).toBeUndefined();
    expect(perMinute([{ at: 0, count: 0 }, { at: 10_000, count: 50 }], 10_000)).toBe(300);
  });
  it("forgets what is more than a minute old", () => {
    const samples = [{ at: 0, count: 0 }, { at: 100_000, count: 1000 }, { at: 110_000, count: 1010 }];
    expect(perMinute(samples, 110_000)).toBe(60);
  });
  it("counts one moment once", () => {
    look("x", 1, 5);
    expect(look("x", 1, 5)).toHaveLength(1);
  });
});

describe("what needs attention", () => {
  const now = new Date("2026-03-10T16:00:00Z");
  it("leaves texts alone that the machine is still asking about", () => {
    const unknown = (searched: boolean) => ({ campaign_id: "c", searched, released: false }) as never;
    expect(attentionOf({ unknown: [unknown(false)] }, now)).toEqual([]);
    expect(attentionOf({ unknown: [unknown(true), unknown(true)], campaigns: [campaign()] }, now)[0]?.title).toBe("2 texts of “River clean-up” may or may not have arrived");
  });
  it("forgets failed jobs after a day", () => {
    const job = (updated_at: string) => ({ job_id: "j", kind: "EXPORT", state: "FAILED", reason: "Try again.", updated_at }) as never;
    expect(attentionOf({ jobs: [job("2026-03-08T16:00:00Z")] }, now)).toEqual([]);
    expect(attentionOf({ jobs: [job("2026-03-10T12:00:00Z")] }, now)[0]?.title).toBe("An export failed");
  });
});

describe("the first steps", () => {
  it("are over once something has been started", () => {
    expect(isOver(stepsOf({ carrier: "CONNECTED", numbers: 2, campaigns: [campaign()] }))).toBe(true);
    expect(stepsOf({ carrier: "NOT_CONNECTED", numbers: 0, campaigns: [] }).map((step) => step.isDone)).toEqual([false, false, false, false, false]);
  });
});

describe("small rules", () => {
  it("searches all words in name and text", () => {
    expect(matching([campaign(), campaign({ name: "Other" })], "river HI", "")).toHaveLength(1);
    expect(matching([campaign()], "", "DRAFT")).toHaveLength(0);
  });
  it("goes back only to its own addresses", () => {
    expect(["/organizations/x", "//evil.org", "/\\evil.org", "https://evil.org", "/sign-in"].map(isOurs)).toEqual([true, false, false, false, false]);
  });
  it("asks for a job less and less often", () => {
    expect([pause(0), pause(2), pause(50)].map(Math.round)).toEqual([1000, 1690, 10_000]);
  });
});
