import { describe, expect, it } from "vitest";
import { wrongIn } from "../../../parts/schema";
import type { Vendor } from "../queries";
import { accountOf, filledBy, isUntouched, schemaOf } from "./account";

const vendor = {
  secret_fields: ["account_sid", "auth_token"],
  optional_secret_fields: ["webhook_shared_key"],
  setting_fields: [],
  optional_setting_fields: ["voice_message", "odd_thing"],
  secrets_set: ["account_sid", "webhook_shared_key"],
  settings: { voice_message: "Hello." },
} as unknown as Vendor;
const schema = schemaOf(vendor);
const filled = (values: Record<string, unknown>, removed: readonly string[] = []) => ({ values: { ...filledBy(vendor).values, ...values }, removed });

describe("an account's fields", () => {
  it("have names that people know, or else readable ones", () => {
    const labels = Object.values(schema.properties).map((one) => one.title);
    expect(labels).toEqual(["Account SID", "Auth token", "Webhook signing key", "What callers hear", "Odd thing"]);
  });
  it("that are stored need not be filled in again", () => {
    expect(Object.keys(wrongIn(schema, filledBy(vendor), vendor.secrets_set))).toEqual(["auth_token"]);
  });
  it("are untouched until somebody types", () => {
    expect([isUntouched(vendor, filledBy(vendor)), isUntouched(vendor, filled({ odd_thing: "x" }))]).toEqual([true, false]);
  });
});

describe("an account", () => {
  it("has secrets only where they were typed, and settings always", () => {
    expect(accountOf(schema, filled({ auth_token: " t " }))).toEqual({ secrets: { auth_token: "t" }, settings: { voice_message: "Hello.", odd_thing: "" } });
  });
  it("has an empty secret only to remove it", () => {
    expect(accountOf(schema, filled({}, ["webhook_shared_key"])).secrets).toEqual({ webhook_shared_key: "" });
  });
});
