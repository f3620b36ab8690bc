/** What a campaign's state is called, and what it means for the person. */
import type { CampaignState } from "../../api/shapes";
import type { Tone } from "../../parts/Badge";

export const STATES: Record<CampaignState, { name: string; tone: Tone; meaning: string }> = {
  DRAFT: { name: "Draft", tone: "neutral", meaning: "Not started. Nothing is sent." },
  STARTING: { name: "Starting", tone: "accent", meaning: "Its numbers are being put in place." },
  ACTIVE: { name: "Active", tone: "good", meaning: "It may send." },
  PAUSED: { name: "Paused", tone: "warn", meaning: "Nothing is sent until somebody resumes it." },
  COMPLETED: { name: "Completed", tone: "neutral", meaning: "All of its texts are settled." },
  ARCHIVED: { name: "Archived", tone: "neutral", meaning: "Put away; its numbers were given back." },
};
