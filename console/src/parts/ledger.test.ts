import { describe, expect, it } from "vitest";
import { handedOver, ledgerOf, stillToSend, totalOf } from "./ledger";

const states = { READY: 5, HELD: 4, DISPATCHING: 1, SENT: 10, DELIVERED: 60, FAILED: 7, SKIPPED: 2, UNKNOWN: 1 };

describe("the ledger's pieces", () => {
  it("sum to the audience while it is still being planned", () => {
    expect(totalOf(ledgerOf({ audience: 100, planned: 90, states }))).toBe(100);
  });
  it("leave out what is not there", () => {
    expect(ledgerOf({ audience: 2, planned: 2, states: { DELIVERED: 2 } })).toEqual([{ piece: "DELIVERED", count: 2 }]);
  });
  it("never go below nothing when more was planned than was thought", () => {
    expect(totalOf(ledgerOf({ audience: 80, planned: 90, states }))).toBe(90);
  });
  it("tell what the carrier has from what is still to go", () => {
    expect(handedOver({ states })).toBe(78);
    expect(stillToSend({ audience: 100, planned: 90, states })).toBe(16);
  });
});
