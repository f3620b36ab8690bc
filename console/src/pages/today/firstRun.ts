/** What an organization has goes in; the steps to its first text come out, each done or not. */
import type { Campaign } from "../../api/shapes";

export type StepName = "vendor" | "numbers" | "campaign" | "contacts" | "send";

export interface Step {
  name: StepName;
  isDone: boolean;
}

export interface Has {
  vendor: string;
  numbers: number;
  campaigns: readonly Campaign[];
}

const BEGUN: ReadonlySet<Campaign["state"]> = new Set(["ACTIVE", "PAUSED", "COMPLETED", "ARCHIVED"]);

export function stepsOf({ vendor, numbers, campaigns }: Has): Step[] {
  return [
    { name: "vendor", isDone: vendor !== "" },
    { name: "numbers", isDone: numbers > 0 || campaigns.some((one) => BEGUN.has(one.state)) },
    { name: "campaign", isDone: campaigns.length > 0 },
    { name: "contacts", isDone: campaigns.some((one) => one.contacts > 0) },
    { name: "send", isDone: campaigns.some((one) => BEGUN.has(one.state)) },
  ];
}

export const isOver = (steps: readonly Step[]) => steps.every((step) => step.isDone);
