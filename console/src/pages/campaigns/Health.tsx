/** How a campaign fares, by its newest blast. */
import { useQuery } from "@tanstack/react-query";
import { blastQuery, blastsQuery } from "../../api/queries";
import type { Campaign, CampaignState } from "../../api/shapes";
import { useOrganization } from "../../session/useOrganization";
import { healthOf } from "./healthOf";
import style from "./health.module.css";

const HAS_SENT: ReadonlySet<CampaignState> = new Set(["ACTIVE", "PAUSED", "COMPLETED"]);

/** Only a campaign that may have sent is asked about, and only while its row is there. */
export function Health({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const hasSent = HAS_SENT.has(campaign.state);
  const blasts = useQuery({ ...blastsQuery(organizationId, campaign.campaign_id), enabled: hasSent, refetchInterval: false });
  const newest = blasts.data?.[0];
  const blast = useQuery({
    ...blastQuery(organizationId, campaign.campaign_id, newest?.blast_id ?? ""),
    enabled: newest !== undefined,
  });
  if (hasSent && (blasts.isPending || (newest && blast.isPending))) return <span className="soft">…</span>;
  const health = healthOf(campaign, blast.data);
  return (
    <span className={style.health} data-tone={health.tone}>
      {health.words}
    </span>
  );
}
