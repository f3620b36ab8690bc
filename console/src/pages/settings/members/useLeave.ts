/** Leaving an organization: afterwards the console goes on in another one, or says that there is none. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, ask } from "../../../api/client";
import type { Me } from "../../../api/shapes";
import { useChange } from "../../../api/useChange";
import { meQuery, useMe, useOrganization } from "../../../session/useOrganization";
import { words } from "./words";

export function useLeave(organizationId: string, name: string) {
  const me = useMe();
  const here = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { organization_id: organizationId, user_id: me.data?.user_id ?? "" } };
  return useChange<void, unknown>({
    run: async () => {
      await ask<unknown>(api.DELETE("/v1/organizations/{organization_id}/members/{user_id}", { params }));
      queries.setQueryData<Me>(meQuery.queryKey, (seen) => seen && without(seen, organizationId));
      if (organizationId === here.organizationId) await navigate({ to: "/", replace: true });
      queries.removeQueries({ queryKey: [organizationId] });
    },
    refreshes: [meQuery.queryKey],
    done: () => words.leaving.done(name),
    showsProblem: true,
  });
}

const without = (me: Me, organizationId: string): Me => ({
  ...me,
  memberships: me.memberships.filter((one) => one.organization_id !== organizationId),
});
