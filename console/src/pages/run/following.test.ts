import { describe, expect, it } from "vitest";
import type { Send } from "../../api/shapes";
import { differ, inPlace, markOf } from "./following";

const states = (counts: object) => ({ states: counts }) as never;
const send = (send_id: string, state = "READY") => ({ send_id, state }) as Send;
const NOBODY: ReadonlySet<string> = new Set();

describe("a mark", () => {
  it("changes with any text, whatever the order of the states", () => {
    expect(markOf(states({ READY: 2, SENT: 1 }), undefined)).toBe(markOf(states({ SENT: 1, READY: 2 }), undefined));
    expect(markOf(states({ READY: 1, SENT: 2 }), undefined)).not.toBe(markOf(states({ READY: 2, SENT: 1 }), undefined));
  });
  it("of the texts in a state that is an end changes with their number only", () => {
    expect(markOf(states({ FAILED: 3, READY: 9 }), "FAILED")).toBe(markOf(states({ FAILED: 3, READY: 1 }), "FAILED"));
    expect(markOf(states({ FAILED: 4 }), "FAILED")).not.toBe(markOf(states({ FAILED: 3 }), "FAILED"));
    expect(markOf(states({}), "UNKNOWN")).toBe("0");
  });
  it("of the texts on their way changes while others take their places", () => {
    expect(markOf(states({ DISPATCHING: 48, SENT: 1 }), "DISPATCHING")).not.toBe(markOf(states({ DISPATCHING: 48, SENT: 9 }), "DISPATCHING"));
  });
  it("is not known before the figures are", () => expect(markOf(undefined, "FAILED")).toBeUndefined());
});

describe("rows that are being read", () => {
  const before = [send("a"), send("b"), send("c")];
  it("stay where they are and show how they stand by now", () => {
    const rows = inPlace(before, [send("c", "SENT"), send("d"), send("a")], NOBODY);
    expect(rows.map((one) => `${one.send_id} ${one.state}`)).toEqual(["a READY", "b READY", "c SENT"]);
  });
  it("go where the reader has done away with them, once they are gone", () => {
    expect(inPlace(before, before, new Set(["b"]))).toHaveLength(3);
    expect(inPlace(before, [send("a"), send("c")], new Set(["b"])).map((one) => one.send_id)).toEqual(["a", "c"]);
  });
  it("differ from others where one came, went or moved, not where one changed", () => {
    expect(differ(before, before.map((one) => send(one.send_id, "SENT")))).toBe(false);
    expect(differ(before, [send("b"), send("a"), send("c")])).toBe(true);
    expect(differ(before, before.slice(1))).toBe(true);
  });
});
