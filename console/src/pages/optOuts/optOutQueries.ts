/** What the opt-outs' page asks for. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { OptedOut } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { noteMoment } from "../../parts/serverTime";
import { useOrganization } from "../../session/useOrganization";

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
