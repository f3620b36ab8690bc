import { expect, it } from "vitest";
import { memberName } from "./memberName";

it("calls members by their name, else by their address", () => {
  const email = "ada@example.org";
  expect([memberName({ name: "", email }), memberName({ name: "Ada", email })]).toEqual([email, "Ada"]);
});
