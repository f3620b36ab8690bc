/** A copy of a campaign is one press away; it is opened, so that it can be made something of. */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import * as Icons from "../../look/icons";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function Copy({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const copy = useChange<void, Campaign>({
    run: async (_, key) => {
      const path = { organization_id: organizationId, campaign_id: campaign.campaign_id };
      const params = { path, header: { "Idempotency-Key": key } };
      const made = await ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/copy", { params, body: {} }));
      void navigate({ to: "/organizations/$organizationId/campaigns/$campaignId/build", params: { organizationId, campaignId: made.campaign_id }, search: {} });
      return made;
    },
    refreshes: [keys.campaigns(organizationId)],
    done: (made) => words.copied(made.name),
  });
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<Icons.Copy size={16} />}
      loading={copy.isPending}
      aria-label={words.copyOf(campaign.name)}
      onClick={() => copy.mutate()}
    >
      {words.copy}
    </Button>
  );
}
