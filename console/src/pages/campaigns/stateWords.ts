/** What a campaign's state is called. */
import type { CampaignState } from "../../api/shapes";
import type { Tone } from "../../parts/Badge";

export const STATES: Record<CampaignState, { name: string; tone: Tone }> = {
  DRAFT: { name: "Draft", tone: "neutral" },
  STARTING: { name: "Starting", tone: "accent" },
  ACTIVE: { name: "Active", tone: "good" },
  PAUSED: { name: "Paused", tone: "warn" },
  COMPLETED: { name: "Completed", tone: "neutral" },
  ARCHIVED: { name: "Archived", tone: "neutral" },
};
