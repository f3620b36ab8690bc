/** A campaign goes in; whether it was a person who paused it comes out. */
import type { Campaign } from "../api/shapes";

/** As the API says it of a campaign that was paused with all the others. */
export const STOPPED = "Everything was stopped.";

/** Why Groundswell has paused the campaign by itself; undefined where a person did it, or nothing is paused. */
export function ownReason({ state, pause_reason }: Pick<Campaign, "state" | "pause_reason">): string | undefined {
  return state === "PAUSED" && pause_reason && pause_reason !== STOPPED ? pause_reason : undefined;
}
