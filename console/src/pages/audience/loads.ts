/** What is asked of and done to a campaign's loads. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useCancelJob, useRetryJob } from "../../api/useJobChange";
import { useOrganization } from "../../session/useOrganization";
import type { LoadPreview, Mapping } from "./mapping";

const LOAD = "/v1/organizations/{organization_id}/campaigns/{campaign_id}/loads/{load_id}";

const pathOf = (organizationId: string, campaignId: string, loadId: string) => ({
  organization_id: organizationId,
  campaign_id: campaignId,
  load_id: loadId,
});

/** The newest first. */
export const loadsQuery = (organizationId: string, campaignId: string) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "loads"],
    queryFn: async () => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId }, query: { limit: 20 } };
      return (await ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/loads", { params }))).items;
    },
  });

export const loadQuery = (organizationId: string, campaignId: string, loadId: string) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "load", loadId],
    queryFn: () => ask(api.GET(LOAD, { params: { path: pathOf(organizationId, campaignId, loadId) } })),
    staleTime: 60_000,
  });

/** Nothing is stored by it, so it may be asked for as often as somebody changes their mind. */
export const previewQuery = (organizationId: string, campaignId: string, loadId: string, mapping: Mapping) =>
  queryOptions<LoadPreview>({
    queryKey: [organizationId, "load preview", campaignId, loadId, mapping],
    queryFn: () => {
      const params = { path: pathOf(organizationId, campaignId, loadId) };
      return ask(api.POST(`${LOAD}/preview`, { params, body: { mapping: { ...mapping } } }));
    },
    staleTime: 10 * 60_000,
  });

/** `onStarted` is told even where nobody waits for the answer on the page any more. */
export function useLoadChanges(campaignId: string, onStarted?: (loadId: string) => void) {
  const { organizationId } = useOrganization();
  const refreshes = [keys.campaign(organizationId, campaignId), keys.campaigns(organizationId)];
  const start = useChange<{ loadId: string; mapping: Mapping }, Job>({
    run: async ({ loadId, mapping }, key) => {
      const params = { path: pathOf(organizationId, campaignId, loadId), header: { "Idempotency-Key": key } };
      const job = await ask(api.POST(`${LOAD}/start`, { params, body: { mapping: { ...mapping } } }));
      onStarted?.(loadId);
      return job;
    },
    refreshes,
    showsProblem: true,
  });
  const cancel = useCancelJob({ refreshes });
  const again = useRetryJob({ refreshes });
  return { start, cancel, again };
}

/** The rows that were refused, as a file. */
export function useRefusedRows(campaignId: string) {
  const { organizationId } = useOrganization();
  return useChange<{ loadId: string; raw: boolean }, { url: string }>({
    run: async ({ loadId, raw }) => {
      const params = { path: pathOf(organizationId, campaignId, loadId), query: raw ? { raw } : {} };
      const link = await ask(api.GET(`${LOAD}/refused-rows`, { params }));
      location.assign(link.url);
      return link;
    },
  });
}
