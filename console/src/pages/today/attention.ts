/** What the API knows goes in; what a person should look at, the most urgent first, comes out in plain words. */
import type { components } from "../../api/schema.gen";
import type { Campaign, Conversation, Job } from "../../api/shapes";
import { counted } from "../../parts/counts";

export interface Attention {
  id: string;
  kind: "bad" | "warn";
  title: string;
  remedy: string;
  campaignId?: string;
  /** What the console itself can do about it. */
  action?: "replay";
}

type UnknownSend = components["schemas"]["UnknownSendShape"];

export interface Known {
  campaigns: readonly Campaign[];
  unknown: readonly UnknownSend[];
  deadLetters: number;
  reviews: readonly Conversation[];
  jobs: readonly Job[];
}

const RECENT = 24 * 3600_000;

export function attentionOf(known: Partial<Known>, now: Date): Attention[] {
  return [
    ...reviews(known.reviews ?? []),
    ...deadLetters(known.deadLetters ?? 0),
    ...(known.campaigns ?? []).flatMap(campaign),
    ...unknown(known.unknown ?? [], known.campaigns ?? []),
    ...jobs(known.jobs ?? [], now),
  ];
}

function reviews(found: readonly Conversation[]): Attention[] {
  if (found.length === 0) return [];
  const title = found.length === 1 ? "A reply may ask for no more texts" : `${found.length} replies may ask for no more texts`;
  return [{ id: "reviews", kind: "warn", title, remedy: "Read them and decide: opt the person out, or dismiss the doubt. Undecided, they count as opt-outs when their time is up." }];
}

function deadLetters(found: number): Attention[] {
  if (found === 0) return [];
  const title = `${counted(found, "step")} failed again and again and ${found === 1 ? "was" : "were"} set aside`;
  return [{ id: "dead-letters", kind: "bad", title, remedy: "Nothing is lost. Try again; what was done before is not done twice.", action: "replay" }];
}

function campaign(one: Campaign): Attention[] {
  const campaignId = one.campaign_id;
  if (one.start_failure) return [{ id: campaignId, kind: "bad", title: `“${one.name}” could not start`, remedy: one.start_failure, campaignId }];
  if (one.state === "PAUSED" && one.pause_reason)
    return [{ id: campaignId, kind: "warn", title: `“${one.name}” is paused: ${one.pause_reason}`, remedy: "Resume it on its page when you are ready; it goes on where it stopped.", campaignId }];
  return [];
}

/** Only those whose search has ended: until then the machine is still asking. */
function unknown(found: readonly UnknownSend[], campaigns: readonly Campaign[]): Attention[] {
  const waiting = new Map<string, number>();
  for (const send of found) {
    if (send.searched && !send.released) waiting.set(send.campaign_id, (waiting.get(send.campaign_id) ?? 0) + 1);
  }
  return [...waiting].map(([campaignId, count]) => ({
    id: `unknown-${campaignId}`,
    kind: "warn" as const,
    title: `${counted(count, "text")} of “${campaigns.find((one) => one.campaign_id === campaignId)?.name ?? "a campaign"}” may or may not have arrived`,
    remedy: "The carrier's list does not have them. A person may send each once more; nobody gets it twice by machine.",
    campaignId,
  }));
}

const WORK: Partial<Record<Job["kind"], string>> = {
  LOAD_CONTACTS: "Loading contacts",
  BUY_NUMBERS: "Buying numbers",
  ARCHIVE_CAMPAIGN: "Archiving a campaign",
  RUN_BLAST: "Preparing a blast",
  EXPORT: "An export",
};

/** A failed start is told with its campaign. */
function jobs(found: readonly Job[], now: Date): Attention[] {
  return found
    .filter((job) => job.state === "FAILED" && job.kind !== "START_CAMPAIGN")
    .filter((job) => job.updated_at && now.getTime() - Date.parse(job.updated_at) < RECENT)
    .map((job) => ({ id: job.job_id, kind: "bad" as const, title: `${WORK[job.kind] ?? "A job"} failed`, remedy: job.reason }));
}
