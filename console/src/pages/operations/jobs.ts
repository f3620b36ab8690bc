/** A job goes in; what it is called, what it is about, what came of it and what can be done with it come out. */
import type { Job, JobKind } from "../../api/shapes";
import type { Tone } from "../../parts/Badge";
import { count, counted } from "../../parts/counts";
import { KINDS } from "./words";

export const JOB_STATES: Record<Job["state"], { name: string; tone: Tone }> = {
  QUEUED: { name: "Waiting", tone: "neutral" },
  RUNNING: { name: "At work", tone: "accent" },
  DONE: { name: "Done", tone: "good" },
  FAILED: { name: "Failed", tone: "bad" },
  CANCELLED: { name: "Cancelled", tone: "neutral" },
};

const FILES: Record<string, string> = { contacts: "contacts", sends: "texts", replies: "replies", "opt-outs": "opt-outs" };
const OF_CAMPAIGNS: ReadonlySet<JobKind> = new Set(["LOAD_CONTACTS", "START_CAMPAIGN", "ARCHIVE_CAMPAIGN"]);
const STOPPABLE: ReadonlySet<JobKind> = new Set(["LOAD_CONTACTS", "BUY_NUMBERS", "EXPORT"]);
const REPEATABLE: ReadonlySet<JobKind> = new Set(["LOAD_CONTACTS", "EXPORT"]);

export const isUnderWay = (job: Job) => job.state === "QUEUED" || job.state === "RUNNING";
export const mayCancel = (job: Job) => isUnderWay(job) && !job.cancel_requested && STOPPABLE.has(job.kind);
export const mayRetry = (job: Job) => (job.state === "FAILED" || job.state === "CANCELLED") && REPEATABLE.has(job.kind);
export const hasFile = (job: Job) => job.kind === "EXPORT" && job.state === "DONE";
export const campaignOf = (job: Job) => (OF_CAMPAIGNS.has(job.kind) ? job.subject_id : undefined);

export function nameOf(job: Job): string {
  const kind = text(job.result?.kind);
  return job.kind === "EXPORT" && kind && FILES[kind] ? `${KINDS.EXPORT}: ${FILES[kind]}` : KINDS[job.kind];
}

/** What came of it, in a sentence; empty where its state says it all. */
export function resultOf(job: Job): string {
  if (job.state === "FAILED" || job.state === "CANCELLED") return job.reason;
  if (job.state !== "DONE") return "";
  return RESULTS[job.kind]?.((job.result ?? {}) as Record<string, unknown>) ?? "";
}

const RESULTS: Partial<Record<JobKind, (result: Record<string, unknown>) => string>> = {
  LOAD_CONTACTS: (result) => {
    const refused = Object.values((result.refused ?? {}) as Record<string, unknown>).reduce<number>((sum, one) => sum + number(one), 0);
    const left = refused > 0 ? `, ${counted(refused, "row")} could not be used` : "";
    return `${counted(number(result.valid), "contact")}${left}`;
  },
  BUY_NUMBERS: (result) => {
    const wanted = number(result.wanted);
    const some = `${count(number(result.bought))} of ${counted(wanted, "number")}${text(result.area_code) ? ` in ${text(result.area_code)}` : ""}`;
    return [some, text(result.reason)].filter(Boolean).join(". ");
  },
  START_CAMPAIGN: (result) => `${counted(number(result.numbers), "number")} in place`,
  ARCHIVE_CAMPAIGN: (result) => `${counted(number(result.numbers), "number")} given back`,
  RUN_BLAST: (result) => `${counted(number(result.planned), "text")} prepared`,
  EXPORT: (result) => counted(number(result.rows), "row"),
  ERASE_PERSON: (result) => `Forgotten in ${counted(number(result.texts), "text")}`,
  APPLY_RETENTION: (result) => `Forgotten in ${counted(number(result.campaigns), "campaign")}: ${counted(number(result.texts), "text")}, ${counted(number(result.contacts), "contact")}`,
};

const number = (value: unknown) => (typeof value === "number" ? value : 0);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
