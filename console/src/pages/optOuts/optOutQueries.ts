/** What the opt-outs' page asks for. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { components } from "../../api/schema.gen";
import { useCursorList } from "../../api/useCursorList";
import { noteMoment } from "../../parts/serverTime";
import { useOrganization } from "../../session/useOrganization";

export type OptedOut = components["schemas"]["OptedOutShape"];
export type Subscription = components["schemas"]["SubscriptionShape"];
export type Change = components["schemas"]["ChangeShape"];

export const optOutKeys = (organizationId: string) => [[organizationId, "opt-outs"], [organizationId, "conversations"], [organizationId, "reviews"]] as const;

/** In any spelling. */
export const lookupQuery = (organizationId: string, find: string) =>
  queryOptions({
    queryKey: [organizationId, "opt-outs", "lookup", find],
    queryFn: async () => {
      const found = await ask(api.GET("/v1/organizations/{organization_id}/opt-outs", { params: { path: { organization_id: organizationId }, query: { phone: find } } }));
      for (const one of found.history) noteMoment(one.at);
      return found;
    },
  });

export function useNewest() {
  const { organizationId } = useOrganization();
  return useCursorList<OptedOut>({
    key: [organizationId, "opt-outs", "newest"],
    page: async (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: 25, ...(cursor ? { cursor } : {}) } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/opt-outs/newest", { params }));
      for (const one of page.items) noteMoment(one.opted_out_at);
      return page;
    },
    every: 20_000,
  });
}

export const settingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "settings"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/settings", { params: { path: { organization_id: organizationId } } })),
    staleTime: 60_000,
  });

export const exportQuery = (organizationId: string, exportId: string) =>
  queryOptions({
    queryKey: [organizationId, "exports", exportId],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/exports/{export_id}", { params: { path: { organization_id: organizationId, export_id: exportId } } })),
    // its address is good for a while only
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
