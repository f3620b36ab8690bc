import { describe, expect, it } from "vitest";
import { ApiProblem, noAnswer, readProblem, toSentence } from "./problem";
import { patience } from "./queryClient";
import { keyOf } from "./useChange";

describe("a problem in words", () => {
  it("takes the fields' own remedies where there are some", () => {
    const problem = new ApiProblem(422, { title: "Please correct this", detail: "See errors.", errors: [{ field: "name", problem: "It is missing.", remedy: "Send it." }] });
    expect(toSentence(problem)).toEqual({ title: "Please correct this", remedy: "It is missing. Send it." });
  });
  it("says what is the matter rather than which kind of problem it is", () => {
    const problem = new ApiProblem(409, { title: "Not possible now", detail: "No number is free. Buy one, then try again." });
    expect(toSentence(problem)).toEqual({ title: "No number is free", remedy: "Buy one, then try again." });
  });
  it("gives the reference only where the person cannot help themselves", () => {
    expect(toSentence(new ApiProblem(500, { instance: "urn:groundswell:request:REQ" })).reference).toBe("REQ");
    expect(toSentence(new ApiProblem(409, { title: "Not possible now", instance: "urn:x:REQ" })).reference).toBeUndefined();
  });
  it("tells how long to wait", () => {
    expect(toSentence(new ApiProblem(429, {}, 5)).remedy).toContain("in 5 seconds");
  });
  it("is made of an answer that is no JSON, too", async () => {
    const problem = await readProblem(new Response("oops", { status: 502 }));
    expect([problem.status, problem.isPassing]).toEqual([502, true]);
  });
  it("does not claim that nothing happened where no answer came", () => {
    expect(toSentence(noAnswer()).remedy).toContain("does nothing twice");
  });
});

describe("patience", () => {
  it("is what the API asks for, at most half a minute", () => {
    expect([patience(0, new ApiProblem(429, {}, 5)), patience(0, new ApiProblem(429, {}, 300)), patience(1, noAnswer())]).toEqual([5000, 30_000, 2000]);
  });
});

describe("an Idempotency-Key", () => {
  it("is the same for the same input until it is forgotten", () => {
    const keys = new Map<string, string>();
    const first = keyOf(keys, { to: 1 });
    expect(keyOf(keys, { to: 1 })).toBe(first);
    expect(keyOf(keys, { to: 2 })).not.toBe(first);
    keys.clear();
    expect(keyOf(keys, { to: 1 })).not.toBe(first);
  });
});
