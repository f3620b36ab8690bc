import { describe, expect, it } from "vitest";
import type { Job } from "../../api/shapes";
import { firstRow, headersOf, wrongWith } from "./file";
import { choiceOf, choose, type Mapping } from "./mapping";
import { countsOf, isUnderWay } from "./result";

describe("a chosen file", () => {
  it("is refused before it is sent where it can be told by its name or size", () => {
    expect(wrongWith({ name: "Tenants.XLSX", size: 10 })?.title).toContain("Excel");
    expect(wrongWith({ name: "tenants.pdf", size: 10 })?.title).toContain("not a CSV");
    expect(wrongWith({ name: "tenants.csv", size: 0 })?.title).toContain("empty");
    expect(wrongWith({ name: "tenants.csv", size: 101 * 1024 * 1024 })?.title).toBe("This file is too large: 101 MB");
    expect(wrongWith({ name: "tenants", size: 10 })).toBeUndefined();
  });
  it("tells its columns' names whatever separates them", async () => {
    const file = new Blob(['\uFEFF\n"Name; first";Contact;"line\nbreak"\nGrace;212-555-0142;x\n']);
    expect(await headersOf(file)).toEqual(["Name; first", "Contact", "line\nbreak"]);
    expect(firstRow("a,b", ",")).toEqual(["a", "b"]);
    expect(firstRow("", ",")).toEqual([]);
  });
});

describe("the mapping", () => {
  it("holds only what was chosen, and no two columns for one field", () => {
    const first: Mapping = choose({}, "Cell", "phone");
    expect(choose(first, "Home", "phone")).toEqual({ Home: "phone" });
    expect(choose(choose(first, "Notes", "none"), "Tags", "none")).toEqual({ Cell: "phone", Notes: "", Tags: "" });
  });
  it("never names a field of one's own like one of ours", () => {
    expect(choose({}, "Phone", "own")).toEqual({ Phone: "phone_2" });
    expect(choose({}, "Favourite issue", "own")).toEqual({ "Favourite issue": "Favourite issue" });
  });
  it("reads a column's place back", () => {
    expect(choiceOf({ field: "", is_own: false })).toBe("none");
    expect(choiceOf({ field: "phone", is_own: true })).toBe("phone");
    expect(choiceOf({ field: "favourite_issue", is_own: false })).toBe("own");
  });
});

describe("what came of a load", () => {
  const job = (changes: Partial<Job>) => changes as Job;
  it("is counted by reason and by zone, the most first", () => {
    const result = { rows: 9, valid: 5, duplicates: 1, refused: { no_phone: 3, erased: 0 }, time_zones: { "America/Chicago": 1, "America/New_York": 4 }, refused_rows_key: "k" };
    const counts = countsOf(job({ result }));
    expect([counts.refusedInAll, counts.refused.length, counts.hasFile]).toEqual([3, 1, true]);
    expect(counts.zones.map((one) => one.count)).toEqual([4, 1]);
  });
  it("is nothing as long as there is no result", () => {
    expect(countsOf(job({ result: {} }))).toMatchObject({ rows: 0, valid: 0, hasFile: false, zones: [] });
  });
  it("is not awaited of a load whose file never came", () => {
    expect(isUnderWay(job({ state: "QUEUED", note: "Waiting for the file" }))).toBe(false);
    expect(isUnderWay(job({ state: "QUEUED", note: "Waiting for its turn" }))).toBe(true);
    expect(isUnderWay(job({ state: "DONE", note: "" }))).toBe(false);
  });
});
