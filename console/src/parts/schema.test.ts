import { describe, expect, it } from "vitest";
import { labelOf, type Schema, schemaOfFields, startValues, toSend, wrongWith } from "./schema";

const schema: Schema = {
  type: "object",
  properties: {
    most_numbers: { type: "integer", minimum: 1, maximum: 50, default: 20 },
    example_token: { type: "string", writeOnly: true },
    ready: { type: "boolean" },
    note: { type: "string", maxLength: 5 },
  },
};

describe("a form from a schema", () => {
  it("starts with what is stored, else with what the schema says", () => {
    expect(startValues(schema, { note: "hi" })).toEqual({ most_numbers: 20, example_token: "", ready: false, note: "hi" });
  });
  it("sends numbers as numbers and leaves an empty secret alone", () => {
    expect(toSend(schema, { most_numbers: "7", example_token: "", ready: true, note: "" })).toEqual({ most_numbers: 7, ready: true, note: "" });
  });
  it("says in words what is wrong", () => {
    const { most_numbers, note } = schema.properties as Record<string, Schema>;
    expect(wrongWith(most_numbers as Schema, 51, false)).toBe("At most 50, please.");
    expect(wrongWith(most_numbers as Schema, 1.5, false)).toBe("A whole number, please.");
    expect(wrongWith(note as Schema, "too long", false)).toBe("At most 5 characters, please.");
    expect(wrongWith(note as Schema, "", true)).toBe("Please fill this in.");
    expect(wrongWith(note as Schema, "ok", true)).toBeUndefined();
  });
  it("is made of a service manager's fields too", () => {
    const made = schemaOfFields([{ name: "most_numbers_at_once", kind: "int", secret: false, default: 50 }]);
    const field = made.properties?.most_numbers_at_once as Schema;
    expect(field).toMatchObject({ type: "integer", default: 50, writeOnly: false });
    expect(labelOf("most_numbers_at_once", field)).toBe("Most numbers at once");
  });
});
