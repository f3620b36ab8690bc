import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changesOf } from "./changes";
import { didWhat, operationChoices } from "./operations";

describe("what somebody did", () => {
  it("is told in words", () => {
    expect(didWhat({ operation: "put_settings", action: "REQUEST" })).toBe("Changed the organization's settings");
    expect(didWhat({ operation: "", action: "STOPPED_ALL" })).toBe("Stopped all sending");
  });
  it("is readable where nobody has found words yet", () => {
    expect(didWhat({ operation: "put_fancy_thing", action: "REQUEST" })).toBe("Set fancy thing");
    expect(didWhat({ operation: "frobnicate", action: "REQUEST" })).toBe("Frobnicate");
  });
  it("names only operations that the API has", () => {
    const made = readFileSync("src/api/schema.gen.ts", "utf8");
    const known = new Set([...made.matchAll(/operations\["(\w+)"\]/g)].map((found) => found[1]));
    const named = operationChoices.flatMap(({ items }) => items.map((one) => one.value));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((operation) => !known.has(operation))).toEqual([]);
  });
});

describe("changes", () => {
  it("are rows of before and after", () => {
    expect(
      changesOf({ "organization.opens": ["08:00:00", "09:00:00"], "organization.help_answer": ["(hidden)", "(hidden)"], "member.active": [true, false], tags: [null, ["a", "b"]] }),
    ).toEqual([
      { field: "Opens (organization)", before: "08:00", after: "09:00" },
      { field: "Help answer (organization)", before: "hidden", after: "hidden" },
      { field: "Active (member)", before: "yes", after: "no" },
      { field: "Tags", before: "nothing", after: "a, b" },
    ]);
  });
});
