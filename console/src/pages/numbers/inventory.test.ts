import { describe, expect, it } from "vitest";
import { ownedIn, rowsOf, totalsOf } from "./inventory";

const COUNTS = { area_codes: { "646": { AVAILABLE: 2, RESERVED: 0, ALLOCATED: 0 }, "212": { AVAILABLE: 1, RESERVED: 3, ALLOCATED: 4 }, "917": {} } };

describe("the inventory", () => {
  it("adds up, the largest first, without what is not owned", () => {
    const rows = rowsOf(COUNTS);
    expect(rows.map((row) => [row.areaCode, row.total])).toEqual([["212", 8], ["646", 2]]);
    expect(rows[1]?.pieces).toEqual([{ state: "AVAILABLE", count: 2 }]);
    for (const row of rows) expect(row.pieces.reduce((sum, one) => sum + one.count, 0)).toBe(row.total);
    expect(totalsOf(rows).map((one) => one.count)).toEqual([4, 3, 3]);
    expect(ownedIn(COUNTS)).toBe(10);
  });
});
