/** Says why nothing can be changed any more once the campaign has begun, and how to go on. */
import { Link } from "@tanstack/react-router";
import type { Campaign } from "../../api/shapes";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { hasBegun } from "./steps";
import { words } from "./words";

export function Settled({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  if (!hasBegun(campaign)) return null;
  return (
    <Note kind="info" title={words.readOnly.title} remedy={words.readOnly.remedy}>
      <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: campaign.campaign_id }}>
        {words.toRun}
      </Link>
    </Note>
  );
}
