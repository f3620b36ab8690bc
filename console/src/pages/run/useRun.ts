/** Pause and resume, and what they change. */
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function useRun(campaignId: string) {
  const { organizationId } = useOrganization();
  const refreshes = [keys.campaign(organizationId, campaignId), keys.campaigns(organizationId)];
  const params = (key: string) => ({
    path: { organization_id: organizationId, campaign_id: campaignId },
    header: { "Idempotency-Key": key },
  });
  const pause = useChange<void, Campaign>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/pause", { params: params(key) })),
    refreshes,
    done: () => words.paused,
  });
  const resume = useChange<void, Campaign>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/resume", { params: params(key) })),
    refreshes,
    done: () => words.resumed,
  });
  return { pause, resume };
}
