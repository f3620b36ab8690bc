/** Opting one phone out, and lifting it: the same change from whatever page, and all that shows it is read anew. */
import { useOrganization } from "../session/useOrganization";
import { api, ask } from "./client";
import { optOutKeys } from "./queries";
import type { Subscription } from "./shapes";
import { useChange } from "./useChange";

export interface OptOut {
  phone: string;
  reason: string;
}

/** `done`: what to tell then. */
export function useOptOut(done: (after: Subscription) => string) {
  const { organizationId } = useOrganization();
  return useChange<OptOut, Subscription>({
    run: (body, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/opt-outs", { params, body }));
    },
    refreshes: optOutKeys(organizationId),
    done,
    showsProblem: true,
  });
}

export function useLift(done: () => string) {
  const { organizationId } = useOrganization();
  return useChange<OptOut>({
    run: ({ phone, reason }) => {
      const params = { path: { organization_id: organizationId, phone }, query: { reason } };
      return ask(api.DELETE("/v1/organizations/{organization_id}/opt-outs/{phone}", { params }));
    },
    refreshes: optOutKeys(organizationId),
    done,
    showsProblem: true,
  });
}
