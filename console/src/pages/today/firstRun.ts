/** What an organization has goes in; the steps to its first text come out, each done or not. */
import type { Campaign } from "../../api/shapes";

export type StepName = "vendor" | "numbers" | "campaign" | "contacts" | "send";

export interface Step {
  name: StepName;
  isDone: boolean;
}

export interface Has {
  carrier: "NOT_CONNECTED" | "SIMULATED" | "CONNECTED";
  numbers: number;
  campaigns: readonly Campaign[];
}

const BEGUN: ReadonlySet<Campaign["state"]> = new Set(["ACTIVE", "PAUSED", "COMPLETED", "ARCHIVED"]);

export function stepsOf({ carrier, numbers, campaigns }: Has): Step[] {
  return [
    { name: "vendor", isDone: carrier !== "NOT_CONNECTED" },
    { name: "numbers", isDone: numbers > 0 || campaigns.some((one) => BEGUN.has(one.state)) },
    { name: "campaign", isDone: campaigns.length > 0 },
    { name: "contacts", isDone: campaigns.some((one) => one.contacts > 0) },
    { name: "send", isDone: campaigns.some((one) => BEGUN.has(one.state)) },
  ];
}

export const isOver = (steps: readonly Step[]) => steps.every((step) => step.isDone);

/** The one to go on with; the newest comes first. */
export const newestDraft = (campaigns: readonly Campaign[]) => campaigns.find((one) => one.state === "DRAFT");

/** OPEN: the steps were seen unfinished; HIDDEN: put away meanwhile; OVER: that they are done was seen, too. */
export type Seen = "OPEN" | "HIDDEN" | "OVER";

export type Shown = "steps" | "resume" | "over" | "nothing";

/** Who never saw the steps unfinished is not told that they are done. */
export function whatToShow(seen: Seen | undefined, steps: readonly Step[]): Shown {
  if (isOver(steps)) return seen === "OPEN" ? "over" : "nothing";
  return seen === "HIDDEN" ? "resume" : "steps";
}
