/** What is known of a campaign goes in; its four steps, each with how it stands, come out. */
import type { Campaign, Finding } from "../../api/shapes";
import { counted } from "../../parts/counts";

export const STEPS = ["audience", "text", "numbers", "start"] as const;
export type StepName = (typeof STEPS)[number];

export interface StepState {
  name: StepName;
  isDone: boolean;
  says: string;
}

export interface Preflight {
  ready: boolean;
  missing: readonly Finding[];
}

export function stepsOf(campaign: Campaign, reserved: number | undefined, preflight: Preflight | undefined): StepState[] {
  return [audience(campaign), text(campaign), numbers(campaign, reserved), start(campaign, preflight)];
}

export const hasBegun = (campaign: Campaign) => campaign.state !== "DRAFT";

/** Where to go on: the first step that lacks something. */
export const nextOf = (steps: readonly StepState[]): StepName => steps.find((step) => !step.isDone)?.name ?? "start";

/** The step that mends a finding; undefined where it is mended elsewhere. */
export function stepFor(field: string): StepName | undefined {
  return ({ contacts: "audience", text: "text", numbers: "numbers" } as const)[field];
}

function audience({ contacts, load_id }: Campaign): StepState {
  const isDone = Boolean(load_id) && contacts > 0;
  return { name: "audience", isDone, says: isDone ? counted(contacts, "person", "people") : "Nobody yet" };
}

function text({ text: body, warnings }: Campaign): StepState {
  if (body.trim() === "") return { name: "text", isDone: false, says: "Not written yet" };
  const isFine = (warnings ?? []).length === 0;
  return { name: "text", isDone: isFine, says: isFine ? "Written" : "Needs a look" };
}

function numbers(campaign: Campaign, reserved: number | undefined): StepState {
  const isDone = reserved === undefined ? hasBegun(campaign) : reserved > 0 || hasBegun(campaign);
  const says = reserved === undefined ? "…" : reserved > 0 ? `${counted(reserved, "number")} reserved` : "None reserved";
  return { name: "numbers", isDone, says: hasBegun(campaign) && reserved ? counted(reserved, "number") : says };
}

function start({ state }: Campaign, preflight: Preflight | undefined): StepState {
  if (state === "STARTING") return { name: "start", isDone: false, says: "Starting" };
  if (state !== "DRAFT") return { name: "start", isDone: true, says: "Started" };
  if (!preflight) return { name: "start", isDone: false, says: "Not started" };
  return { name: "start", isDone: false, says: preflight.ready ? "Ready to start" : "Not ready yet" };
}
