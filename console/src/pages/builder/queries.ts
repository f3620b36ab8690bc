/** What the builder asks for besides the campaign itself. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";

const CAMPAIGN = "/v1/organizations/{organization_id}/campaigns/{campaign_id}";
const pathOf = (organizationId: string, campaignId: string) => ({ organization_id: organizationId, campaign_id: campaignId });

export const keysOf = {
  reserved: (organizationId: string, campaignId: string) => [...keys.campaign(organizationId, campaignId), "numbers"] as const,
  preflight: (organizationId: string, campaignId: string) => [...keys.campaign(organizationId, campaignId), "preflight"] as const,
};

export const reservedQuery = (organizationId: string, campaignId: string) =>
  queryOptions({
    queryKey: keysOf.reserved(organizationId, campaignId),
    queryFn: async () => (await ask(api.GET(`${CAMPAIGN}/numbers`, { params: { path: pathOf(organizationId, campaignId) } }))).items,
    staleTime: 15_000,
  });

/** Asks the carrier as well, so it is not asked for more often than it is looked at. */
export const preflightQuery = (organizationId: string, campaignId: string) =>
  queryOptions({
    queryKey: keysOf.preflight(organizationId, campaignId),
    queryFn: () => ask(api.GET(`${CAMPAIGN}/preflight`, { params: { path: pathOf(organizationId, campaignId) } })),
    staleTime: 2_000,
  });

/** Some of them, as many as the API shows at once. */
export const contactsQuery = (organizationId: string, campaignId: string, loadId: string | null) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "some-contacts", loadId],
    queryFn: async () => (await ask(api.GET(`${CAMPAIGN}/contacts`, { params: { path: pathOf(organizationId, campaignId) } }))).items,
    staleTime: 60_000,
    enabled: loadId !== null,
  });

export const previewQuery = (organizationId: string, campaignId: string, loadId: string | null, text: string) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "preview", loadId, text],
    queryFn: () => ask(api.POST(`${CAMPAIGN}/preview`, { params: { path: pathOf(organizationId, campaignId) }, body: { text } })),
    staleTime: 60_000,
    gcTime: 60_000,
  });
