/** A campaign, and its newest blast where there is one, go in; how it fares, in a few words, comes out. */
import type { BlastReport, Campaign } from "../../api/shapes";
import type { Tone } from "../../parts/Badge";
import { handedOver, of } from "../../parts/ledger";
import { share } from "../../parts/counts";
import { ownReason } from "../../parts/pauses";

export interface Health {
  tone: Tone;
  words: string;
}

/** Worse than one failure in ten is worth a look; with fewer texts a share says little. */
const MANY_FAILED = 0.1;
const ENOUGH = 20;

export function healthOf(campaign: Campaign, blast: BlastReport | undefined): Health {
  if (campaign.start_failure) return { tone: "bad", words: "Could not start" };
  const own = ownReason(campaign);
  if (own) return { tone: "bad", words: own };
  if (campaign.state === "PAUSED") return { tone: "warn", words: campaign.pause_reason || "Paused by a person" };
  if (campaign.state === "DRAFT") return draft(campaign);
  if (!blast) return { tone: "neutral", words: campaign.state === "ACTIVE" ? "Ready to send" : "Nothing sent" };
  return deliveries(blast);
}

function draft(campaign: Campaign): Health {
  if (!campaign.load_id) return { tone: "neutral", words: "Needs contacts" };
  if ((campaign.warnings?.length ?? 0) > 0) return { tone: "warn", words: "The text needs a look" };
  return { tone: "neutral", words: "Being written" };
}

function deliveries(blast: BlastReport): Health {
  const handed = handedOver(blast);
  const failed = of(blast.states, "FAILED");
  const unknown = of(blast.states, "UNKNOWN");
  if (handed >= ENOUGH && failed / handed > MANY_FAILED) return { tone: "bad", words: `${share(failed, handed)} failed` };
  if (unknown > 0) return { tone: "warn", words: `${unknown} unclear` };
  if (handed === 0) return { tone: "neutral", words: "Nothing sent yet" };
  return { tone: "good", words: `${share(of(blast.states, "DELIVERED"), handed)} delivered` };
}
