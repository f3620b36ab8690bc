/** What every step of the builder works on: the campaign as it is saved, and the words as they are typed. */
import type { Campaign } from "../../api/shapes";
import type { Draft, Snapshot } from "./draft";

export interface Building {
  campaign: Campaign;
  draft: Draft;
  snapshot: Snapshot;
}
