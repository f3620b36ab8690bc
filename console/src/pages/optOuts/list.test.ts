import { describe, expect, it } from "vitest";
import { batchesOf, listOf, plus, sorted } from "./list";

const phones = (text: string) => listOf(text).entries.map((one) => `${one.row}:${one.phone}`);

describe("a list of phones", () => {
  it.each([
    ["one to a line", "+12025550123\n\n(202) 555-0124\r\n", ["1:+12025550123", "3:(202) 555-0124"]],
    ["with a header", "name,Mobile phone\nAda,202-555-0123\nBea,\n", ["2:202-555-0123"]],
    ["with semicolons", "Phone number;Town\n2025550123;Bern\n", ["2:2025550123"]],
    ["with tabs and a mark in front", "\uFEFFname\tcell\nAda\t2025550123", ["2:2025550123"]],
    ["with quoted cells", 'name,phone\n"Okafor, Ada",2025550123\n', ["2:2025550123"]],
    ["without a header, the first column", "2025550123,Ada\nnot a phone,Bo", ["1:2025550123", "2:not a phone"]],
    ["nothing", " \n", []],
  ])("is read %s", (_name, text, expected) => {
    expect(phones(text)).toEqual(expected);
  });
  it("names its column where it has one", () => {
    expect([listOf("Mobile\n1").column, listOf("2025550123").column]).toEqual(["Mobile", undefined]);
  });
});

describe("an import", () => {
  const entries = Array.from({ length: 2_100 }, (_, index) => ({ row: index + 2, phone: String(index) }));
  it("goes in batches that the API takes", () => {
    expect(batchesOf(entries).map((batch) => batch.length)).toEqual([1000, 1000, 100]);
  });
  it("keeps what no phone can be to itself", () => {
    expect(sorted([{ row: 1, phone: "x".repeat(41) }, { row: 2, phone: "1" }])).toEqual({ sendable: [{ row: 2, phone: "1" }], refused: [{ row: 1, phone: "x".repeat(41) }] });
  });
  it("sums up, with the rows of the whole list", () => {
    const [, second = []] = batchesOf(entries);
    const sum = plus({ opted_out: 900, already: 100, refused: [] }, second, { opted_out: 999, already: 0, refused: [{ row: 3, phone: "1002" }] });
    expect(sum).toEqual({ opted_out: 1899, already: 100, refused: [{ row: 1004, phone: "1002" }] });
  });
});
