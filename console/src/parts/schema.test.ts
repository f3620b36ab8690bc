import { describe, expect, it } from "vitest";
import { labelOf, type Schema, startOf, toSend, wrongIn } from "./schema";

const schema: Schema = {
  properties: {
    most_numbers: { type: "integer", minimum: 1, maximum: 50, default: 20 },
    example_token: { type: "string", writeOnly: true },
    ready: { type: "boolean" },
    note: { type: "string", maxLength: 5 },
  },
  required: ["example_token"],
};
const filled = (values: Record<string, unknown>, removed: readonly string[] = []) => ({ values: { ...startOf(schema, {}).values, ...values }, removed });

describe("a form from a schema", () => {
  it("starts with what is stored, else with what the schema says", () => {
    expect(startOf(schema, { note: "hi" })).toEqual({ values: { most_numbers: 20, example_token: "", ready: false, note: "hi" }, removed: [] });
  });
  it("names a field by its title, else by its name", () => {
    expect([labelOf("most_numbers_at_once"), labelOf("sid", { title: "Account SID" })]).toEqual(["Most numbers at once", "Account SID"]);
  });
});

describe("what is wrong", () => {
  const said = (values: Record<string, unknown>) => wrongIn(schema, filled({ example_token: "t", ...values }));
  it.each([
    [{ most_numbers: 51 }, { most_numbers: "At most 50, please." }],
    [{ most_numbers: 0 }, { most_numbers: "At least 1, please." }],
    [{ most_numbers: 1.5 }, { most_numbers: "A whole number, please." }],
    [{ most_numbers: "some" }, { most_numbers: "A number, please." }],
    [{ note: "too long" }, { note: "At most 5 characters, please." }],
    [{ note: "ok", ready: true }, {}],
  ])("of %o is told by field", (values, wrong) => {
    expect(said(values)).toEqual(wrong);
  });
  it("is a needed field left empty, unless it is a secret that is stored", () => {
    expect(said({ example_token: " " })).toEqual({ example_token: "Please fill this in." });
    expect(wrongIn(schema, filled({}), ["example_token"])).toEqual({});
  });
});

describe("what is sent", () => {
  it("has numbers as numbers and leaves an empty secret alone", () => {
    expect(toSend(schema, filled({ most_numbers: "7", ready: true, note: " hi " }))).toEqual({ most_numbers: 7, ready: true, note: "hi" });
  });
  it("has an empty secret only to remove it", () => {
    expect(toSend(schema, filled({ example_token: "typed before" }, ["example_token"]))).toMatchObject({ example_token: "" });
  });
});
