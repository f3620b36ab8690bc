import { describe, expect, it } from "vitest";
import type { Vendor } from "../queries";
import { accountOf, fieldsOf, missingIn, startOf } from "./fields";

const vendor = {
  secret_fields: ["account_sid", "auth_token"],
  optional_secret_fields: ["webhook_shared_key"],
  setting_fields: [],
  optional_setting_fields: ["voice_message", "odd_thing"],
  secrets_set: ["account_sid", "webhook_shared_key"],
  settings: { voice_message: "Hello." },
} as unknown as Vendor;
const fields = fieldsOf(vendor);

describe("an account's fields", () => {
  it("have names that people know, or else readable ones", () => {
    expect(fields.map((one) => one.label)).toEqual(["Account SID", "Auth token", "Webhook signing key", "What callers hear", "Odd thing"]);
  });
  it("that are stored need not be filled in again", () => {
    expect(missingIn(fields, startOf(vendor))).toEqual(["auth_token"]);
  });
  it("send secrets only where they were typed, and settings always", () => {
    const filled = { values: { ...startOf(vendor).values, auth_token: " t " }, removed: [] };
    expect(accountOf(fields, filled)).toEqual({ secrets: { auth_token: "t" }, settings: { voice_message: "Hello.", odd_thing: "" } });
  });
  it("send an empty secret only to remove it", () => {
    expect(accountOf(fields, { values: {}, removed: ["webhook_shared_key"] }).secrets).toEqual({ webhook_shared_key: "" });
  });
});
