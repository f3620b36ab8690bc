/** Asks for a purchase, once however often it is tried: its key outlives the dialog that was closed without an answer. */
import { api, ask } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { keys } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { keyOf, useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import type { Wish } from "./purchase";

const unanswered = new Map<string, string>();

export function usePurchase() {
  const { organizationId } = useOrganization();
  return useChange<Wish, Job>({
    run: (wish) => once(organizationId, wish),
    refreshes: [keys.jobs(organizationId)],
    showsProblem: true,
  });
}

async function once(organizationId: string, { areaCode, count }: Wish): Promise<Job> {
  const name = [organizationId, areaCode, count];
  const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": keyOf(unanswered, name) } };
  const forget = () => unanswered.delete(JSON.stringify(name));
  try {
    const job = await ask(api.POST("/v1/organizations/{organization_id}/numbers/purchases", { params, body: { area_code: areaCode, count } }));
    forget();
    return job;
  } catch (error) {
    if (!(error instanceof ApiProblem && error.isPassing)) forget();
    throw error;
  }
}
