import { describe, expect, it } from "vitest";
import type { Member } from "../../../api/shapes";
import { inOrder, isLastOwner, standingOf } from "./who";

const member = (user_id: string, changes: Partial<Member> = {}) =>
  ({ user_id, email: `${user_id}@example.org`, name: "", role: "TEXTER", active: true, confirmed: true, ...changes }) as Member;

describe("people", () => {
  it("stand in the order of what they may do, whoever is switched off last", () => {
    const all = [member("t"), member("z", { role: "OWNER", active: false }), member("b", { role: "OWNER" }), member("a", { role: "OWNER" })];
    expect(inOrder(all).map((one) => one.user_id)).toEqual(["a", "b", "t", "z"]);
  });
  it("are told apart by how they stand", () => {
    expect([standingOf(member("a")), standingOf(member("a", { active: false })), standingOf(member("a", { confirmed: false }))].map((one) => one.name)).toEqual([
      "Active",
      "Switched off",
      "Not confirmed",
    ]);
  });
});

describe("the last owner", () => {
  const owner = member("a", { role: "OWNER" });
  it("is who would leave the organization to nobody", () => {
    expect(isLastOwner(owner, [owner, member("b")])).toBe(true);
    expect(isLastOwner(owner, [owner, member("b", { role: "OWNER" })])).toBe(false);
  });
  it("is not helped by an owner who is switched off or not confirmed", () => {
    expect(isLastOwner(owner, [owner, member("b", { role: "OWNER", active: false }), member("c", { role: "OWNER", confirmed: false })])).toBe(true);
  });
});
