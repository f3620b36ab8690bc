import { describe, expect, it } from "vitest";
import type { ApiKey } from "../queries";
import { callsOf, inOrder, standingOf } from "./standing";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const key = (changes: Partial<ApiKey> = {}) =>
  ({ client_id: "k", name: "Export", role: "ADMIN", active: true, expires_at: "2027-02-01T12:00:00Z", last_used_at: null, created_at: "2026-10-01T12:00:00Z", ...changes }) as ApiKey;

describe("a key", () => {
  it("says in time that it ends", () => {
    const at = (expires_at: string) => standingOf(key({ expires_at }), NOW).name;
    expect([at("2027-02-01T12:00:00Z"), at("2026-11-30T13:00:00Z"), at("2026-11-22T13:00:00Z"), at("2026-11-21T13:00:00Z"), at("2026-11-21T12:00:00Z")]).toEqual([
      "Active",
      "Ends in 9 days",
      "Ends tomorrow",
      "Ends today",
      "Ended",
    ]);
  });
  it("that is revoked says so, whatever its end", () => {
    expect(standingOf(key({ active: false }), NOW).name).toBe("Revoked");
  });
  it("that works stands before one that does not", () => {
    const all = [key({ client_id: "revoked", active: false }), key({ client_id: "old" }), key({ client_id: "new", created_at: "2026-11-01T12:00:00Z" })];
    expect(inOrder(all, NOW).map((one) => one.client_id)).toEqual(["new", "old", "revoked"]);
  });
});

describe("the example", () => {
  it("holds a placeholder for the secret, never the secret", () => {
    const { token, call } = callsOf("https://texts.example.org", "o-1", "c-1");
    expect(token).toContain(`"client_id":"c-1","client_secret":"YOUR_CLIENT_SECRET"`);
    expect(call).toContain("https://texts.example.org/v1/organizations/o-1 ");
  });
});
