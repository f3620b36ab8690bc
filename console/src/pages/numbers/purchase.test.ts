import { describe, expect, it } from "vitest";
import { isAreaCode, isTollFree, nearby, stateOf } from "./areaCodes";
import { mayTryElsewhere, outcomeOf } from "./purchase";

const DRY = "The carrier has no more numbers to sell in area code 212. Try another nearby.";

describe("area codes", () => {
  it("are in a state, as far as that is known", () => {
    expect([stateOf("212"), stateOf("601"), stateOf("202"), stateOf("999")]).toEqual(["New York", "Mississippi", "Washington, D.C.", undefined]);
  });
  it("have neighbours: of the same place first", () => {
    expect(nearby("212").slice(0, 3)).toEqual(["332", "646", "917"]);
    expect(nearby("914")).toHaveLength(4);
    expect(nearby("907")).toEqual([]);
    expect(nearby("999")).toEqual([]);
  });
  it("are three digits that belong to a place", () => {
    expect(["212", "021", "555", "911", "21", "2a2"].map(isAreaCode)).toEqual([true, false, false, false, false, false]);
    expect(["800", "888", "808"].map(isTollFree)).toEqual([true, true, false]);
  });
  it("stand in the table once", () => {
    const all = ["212", "917", "718", "313", "457", "621"];
    for (const code of all) expect(nearby(code)).not.toContain(code);
  });
});

describe("what came of a purchase", () => {
  it("is what the job says, not what was asked for", () => {
    const job = { result: { area_code: "212", bought: 12, wanted: 20, reason: DRY, unsettled: 0 }, reason: "", done: 12, total: 20 };
    expect(outcomeOf(job)).toEqual({ areaCode: "212", bought: 12, wanted: 20, lacking: 8, reason: DRY });
    expect(mayTryElsewhere(outcomeOf(job))).toBe(true);
  });
  it("can be told of a job that died without a result", () => {
    const job = { result: {}, reason: "It was tried five times.", done: 3, total: 5 };
    expect(outcomeOf(job, { areaCode: "646", count: 5 })).toEqual({ areaCode: "646", bought: 3, wanted: 5, lacking: 2, reason: "It was tried five times." });
    expect(mayTryElsewhere(outcomeOf(job))).toBe(false);
  });
});
