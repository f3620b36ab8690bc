import { describe, expect, it } from "vitest";
import type { DeadLetter, Job } from "../../api/shapes";
import { campaignOf, hasFile, mayCancel, mayRetry, nameOf, resultOf } from "./jobs";
import { causeOf, stepOf } from "./letters";

const job = (kind: Job["kind"], state: Job["state"], changes: Partial<Job> = {}): Job => ({
  job_id: "j", kind, subject_id: "s", state, done: 0, total: 0, note: "", result: {}, reason: "", rate: null,
  finishes_at: null, cancel_requested: false, created_at: null, updated_at: null, ...changes,
});

describe("a job", () => {
  it("is cancelled only while it runs, where the API can", () => {
    expect(mayCancel(job("LOAD_CONTACTS", "RUNNING"))).toBe(true);
    expect(mayCancel(job("LOAD_CONTACTS", "RUNNING", { cancel_requested: true }))).toBe(false);
    expect(mayCancel(job("RUN_BLAST", "RUNNING"))).toBe(false);
    expect(mayCancel(job("EXPORT", "DONE"))).toBe(false);
  });
  it("is tried again only once it has failed or was cancelled", () => {
    expect(mayRetry(job("EXPORT", "CANCELLED"))).toBe(true);
    expect(mayRetry(job("LOAD_CONTACTS", "FAILED"))).toBe(true);
    expect(mayRetry(job("BUY_NUMBERS", "FAILED"))).toBe(false);
  });
  it("has a file once it is written", () => expect([hasFile(job("EXPORT", "DONE")), hasFile(job("EXPORT", "RUNNING"))]).toEqual([true, false]));
  it("knows its campaign where its subject is one", () => expect([campaignOf(job("START_CAMPAIGN", "DONE")), campaignOf(job("RUN_BLAST", "DONE"))]).toEqual(["s", undefined]));
  it("says which file", () => expect(nameOf(job("EXPORT", "DONE", { result: { kind: "sends" } }))).toBe("Writing a file: texts"));
});

describe("what came of a job", () => {
  it("is told in words", () => {
    expect(resultOf(job("LOAD_CONTACTS", "DONE", { result: { valid: 1700, refused: { a: 3, b: 1 } } }))).toBe("1,700 contacts, 4 rows could not be used");
    expect(resultOf(job("BUY_NUMBERS", "DONE", { result: { wanted: 6, bought: 2, area_code: "212", reason: "The carrier has no more." } }))).toBe("2 of 6 numbers in 212. The carrier has no more.");
    expect(resultOf(job("BUY_NUMBERS", "DONE", { result: { wanted: 1, bought: 1 } }))).toBe("1 of 1 number");
    expect(resultOf(job("RUN_BLAST", "DONE", { result: { planned: 12 } }))).toBe("12 texts prepared");
    expect(resultOf(job("ERASE_PERSON", "DONE", { result: { texts: 1 } }))).toBe("Forgotten in 1 text");
    expect(resultOf(job("EXPORT_PERSON", "DONE"))).toBe("");
  });
  it("is the reason where it failed", () => expect(resultOf(job("EXPORT", "FAILED", { reason: "No room." }))).toBe("No room."));
  it("is nothing while it runs", () => expect(resultOf(job("EXPORT", "RUNNING"))).toBe(""));
});

describe("a step that was set aside", () => {
  const letter = (type: string, error: string | null): DeadLetter => ({
    message_id: "m", queue: "send", type, ids: {}, sent_at: "", received_at: "", receive_count: 6, error, failed_at: null,
  });
  it("is named in words, or as it is called", () => expect([stepOf(letter("DeliverShard", null)), stepOf(letter("NewKind", null))]).toEqual(["Sending a part of a blast", "NewKind"]));
  it("says why it failed, as far as that is known", () => {
    expect(causeOf(letter("x", "ReadTimeoutError"))).toEqual({ words: "The other side did not answer in time.", name: "ReadTimeoutError" });
    expect(causeOf(letter("x", "KeyError"))).toEqual({ words: "Something unexpected went wrong.", name: "KeyError" });
    expect(causeOf(letter("x", null)).words).toBe("Not noted");
  });
});
