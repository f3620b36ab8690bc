/** What the opt-outs' page asks for. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { OptedOut } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { useOrganization } from "../../session/useOrganization";

/** In any spelling. */
export const lookupQuery = (organizationId: string, find: string) =>
  queryOptions({
    queryKey: [organizationId, "opt-outs", "lookup", find],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/opt-outs", { params: { path: { organization_id: organizationId }, query: { phone: find } } })),
  });

export function useNewest() {
  const { organizationId } = useOrganization();
  return useCursorList<OptedOut>({
    key: [organizationId, "opt-outs", "newest"],
    page: (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: 25, ...(cursor ? { cursor } : {}) } };
      return ask(api.GET("/v1/organizations/{organization_id}/opt-outs/newest", { params }));
    },
    every: 20_000,
  });
}
