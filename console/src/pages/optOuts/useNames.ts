/** A member's name by user id, as far as one may know it. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { useMe, useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function useNames(): (userId: string) => string {
  const { organizationId, may } = useOrganization();
  const me = useMe().data;
  const members = useQuery({
    queryKey: [organizationId, "members", "all"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/members", { params: { path: { organization_id: organizationId }, query: { limit: 200 } } })),
    enabled: may("ADMIN"),
    staleTime: 60_000,
  });
  return (userId) => {
    if (userId === me?.user_id) return words.you;
    const found = members.data?.items.find((one) => one.user_id === userId);
    return found?.name || found?.email || words.colleague;
  };
}
