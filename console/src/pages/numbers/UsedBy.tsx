/** The campaign a number is in, or the member whose own it is. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { campaignQuery, campaignsQuery } from "../../api/queries";
import type { OwnedNumber } from "../../api/shapes";
import { useMembers } from "../../session/useMembers";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function UsedBy({ number: { campaign_id, member_id, state } }: { number: OwnedNumber }) {
  if (campaign_id) return <OfCampaign campaignId={campaign_id} isDraft={state === "RESERVED"} />;
  return member_id ? <OfMember userId={member_id} /> : null;
}

function OfCampaign({ campaignId, isDraft }: { campaignId: string; isDraft: boolean }) {
  const { organizationId } = useOrganization();
  const params = { organizationId, campaignId };
  const name = <bdi>{useCampaignName(campaignId)}</bdi>;
  if (isDraft) {
    return (
      <Link to="/organizations/$organizationId/campaigns/$campaignId/build" params={params} search={{ step: "numbers" }}>
        {name}
      </Link>
    );
  }
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={params}>
      {name}
    </Link>
  );
}

/** All rows share one list; only a campaign that is older than it is asked for by itself. */
function useCampaignName(campaignId: string): string {
  const { organizationId } = useOrganization();
  const campaigns = useQuery({ ...campaignsQuery(organizationId), refetchInterval: false });
  const listed = campaigns.data?.find((one) => one.campaign_id === campaignId);
  const alone = useQuery({ ...campaignQuery(organizationId, campaignId), enabled: campaigns.isFetched && !listed, refetchInterval: false });
  return listed?.name ?? alone.data?.name ?? (campaigns.isPending || alone.isFetching ? "…" : words.campaignGone);
}

function OfMember({ userId }: { userId: string }) {
  const members = useMembers();
  if (!members.isKnown) return <>…</>;
  const name = members.nameOf(userId);
  return <bdi>{name ? words.member(name) : words.memberGone}</bdi>;
}
