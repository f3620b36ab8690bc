/** What the API knows goes in; what a person should look at, the most urgent first, comes out in plain words. */
import type { components } from "../../api/schema.gen";
import type { BlastReport, Campaign, Conversation, Job, SendState } from "../../api/shapes";
import { of } from "../../parts/ledger";
import { ownReason } from "../../parts/pauses";
import { attentionWords as words } from "./attentionWords";
import type { Way } from "./Way";

export interface Attention {
  id: string;
  kind: "bad" | "warn" | "hint";
  title: string;
  remedy: string;
  way?: Way;
  /** What the console itself can do about it. */
  action?: "replay";
}

type Schemas = components["schemas"];

export interface Known {
  campaigns: readonly Campaign[];
  /** The newest blast of each campaign that is at work. */
  blasts: readonly BlastReport[];
  unknown: readonly Schemas["UnknownSendShape"][];
  deadLetters: number;
  reviews: readonly Conversation[];
  waiting: Schemas["WaitingShape"] | undefined;
  jobs: readonly Job[];
  carrier: Schemas["Carrier"] | undefined;
  isOwner: boolean;
  hasSecondFactor: boolean;
}

const RECENT = 24 * 3600_000;
/** Of texts whose fate is known; with fewer a share says little. */
const ENOUGH = 50;
const LEAST = 0.9;

export function attentionOf(known: Partial<Known>, now: Date): Attention[] {
  const { campaigns = [] } = known;
  return [
    ...carrier(known),
    ...reviews(known.reviews ?? [], now),
    ...deadLetters(known.deadLetters ?? 0),
    ...campaigns.flatMap(campaign),
    ...(known.blasts ?? []).flatMap((blast) => delivery(blast, campaigns)),
    ...unknown(known.unknown ?? [], campaigns),
    ...jobs(known.jobs ?? [], now),
    ...waiting(known.waiting, now),
    ...secondFactor(known),
  ];
}

function carrier({ carrier: standing, isOwner }: Partial<Known>): Attention[] {
  if (standing !== "NOT_CONNECTED") return [];
  const one: Attention = { id: "carrier", kind: "bad", ...words.carrier(isOwner === true) };
  return [isOwner ? { ...one, way: { to: "settings", section: "carrier" } } : one];
}

function reviews(found: readonly Conversation[], now: Date): Attention[] {
  const due = found.map((one) => one.review_due_at).filter((at) => at !== null).toSorted()[0];
  if (found.length === 0) return [];
  return [{ id: "reviews", kind: "warn", ...words.reviews(found.length, due ? new Date(due) : undefined, now), way: { to: "inbox", show: "REVIEW" } }];
}

function deadLetters(found: number): Attention[] {
  if (found === 0) return [];
  return [{ id: "dead-letters", kind: "bad", ...words.deadLetters(found), way: { to: "operations", view: "stuck" }, action: "replay" }];
}

function campaign(one: Campaign): Attention[] {
  const campaignId = one.campaign_id;
  if (one.start_failure) return [{ id: campaignId, kind: "bad", ...words.notStarted(one.name, one.start_failure), way: { to: "build", campaignId, step: "start" } }];
  const own = ownReason(one);
  if (own) return [{ id: campaignId, kind: "bad", ...words.pausedItself(one.name, own), way: { to: "run", campaignId } }];
  if (one.state === "PAUSED" && one.pause_reason) return [{ id: campaignId, kind: "warn", ...words.paused(one.name, one.pause_reason), way: { to: "run", campaignId } }];
  return [];
}

function delivery(blast: BlastReport, campaigns: readonly Campaign[]): Attention[] {
  const delivered = of(blast.states, "DELIVERED");
  const settled = delivered + of(blast.states, "FAILED") + of(blast.states, "UNKNOWN");
  if (settled < ENOUGH || delivered / settled >= LEAST) return [];
  const campaignId = blast.campaign_id;
  const way: Way = { to: "run", campaignId, blast: blast.blast_id, state: "FAILED" as SendState };
  return [{ id: `delivery-${campaignId}`, kind: "warn", ...words.delivery(nameOf(campaignId, campaigns), delivered, settled), way }];
}

/** Only those whose search has ended: until then the machine is still asking. */
function unknown(found: Known["unknown"], campaigns: readonly Campaign[]): Attention[] {
  const waits = new Map<string, number>();
  for (const send of found) {
    if (send.searched && !send.released) waits.set(send.campaign_id, (waits.get(send.campaign_id) ?? 0) + 1);
  }
  return [...waits].map(([campaignId, count]) => ({
    id: `unknown-${campaignId}`,
    kind: "warn" as const,
    ...words.unknown(count, nameOf(campaignId, campaigns)),
    way: { to: "operations" as const, view: "unsettled" as const },
  }));
}

/** A failed start is told with its campaign; what has worked since is nobody's concern any more. */
function jobs(found: readonly Job[], now: Date): Attention[] {
  return found
    .filter((job) => job.state === "FAILED" && job.kind !== "START_CAMPAIGN" && !hasWorkedSince(job, found))
    .filter((job) => job.updated_at && now.getTime() - Date.parse(job.updated_at) < RECENT)
    .map((job) => ({ id: job.job_id, kind: "bad" as const, ...words.job(job.kind, job.reason), way: { to: "operations" as const, view: "jobs" as const } }));
}

function hasWorkedSince(failed: Job, all: readonly Job[]): boolean {
  // each purchase is about itself
  const isAlike = (job: Job) => job.kind === failed.kind && (job.kind === "BUY_NUMBERS" || job.subject_id === failed.subject_id);
  const isLater = (job: Job) => (job.created_at ?? "") > (failed.created_at ?? "");
  return all.some((job) => isAlike(job) && isLater(job) && (job.state === "RUNNING" || job.state === "DONE"));
}

function waiting(found: Known["waiting"], now: Date): Attention[] {
  const queues = [
    { show: "MINE" as const, queue: found?.mine },
    { show: "UNASSIGNED" as const, queue: found?.unassigned },
  ];
  return queues.flatMap(({ show, queue }) =>
    queue && queue.count > 0 ? [{ id: `waiting-${show}`, kind: "warn" as const, ...words.waiting(show, queue, now), way: { to: "inbox" as const, show } }] : [],
  );
}

function secondFactor({ isOwner, hasSecondFactor }: Partial<Known>): Attention[] {
  return isOwner && hasSecondFactor === false ? [{ id: "second-factor", kind: "hint", ...words.secondFactor, way: { to: "account" } }] : [];
}

const nameOf = (campaignId: string, campaigns: readonly Campaign[]) => campaigns.find((one) => one.campaign_id === campaignId)?.name ?? "a campaign";
