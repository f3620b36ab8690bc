/** Pause, resume, archive and bring back, and what they change. */
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign, Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function useRun(campaignId: string) {
  const { refreshes, params } = useCampaign(campaignId);
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

export function useArchive(campaignId: string, onDone: () => void) {
  const { refreshes, params } = useCampaign(campaignId);
  const archive = useChange<void, Job>({
    run: async (_, key) => {
      const job = await ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/archive", { params: params(key) }));
      onDone();
      return job;
    },
    refreshes,
    showsProblem: true,
  });
  const unarchive = useChange<void, Campaign>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/unarchive", { params: params(key) })),
    refreshes,
    done: () => words.archive.isBack,
  });
  return { archive, unarchive };
}

function useCampaign(campaignId: string) {
  const { organizationId } = useOrganization();
  return {
    refreshes: [keys.campaign(organizationId, campaignId), keys.campaigns(organizationId)],
    params: (key: string) => ({
      path: { organization_id: organizationId, campaign_id: campaignId },
      header: { "Idempotency-Key": key },
    }),
  };
}
