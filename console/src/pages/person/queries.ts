/** What a person's page asks for, and what it changes. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";

export const personKey = (organizationId: string, phone: string) => [organizationId, "person", phone] as const;

export const personQuery = (organizationId: string, phone: string) =>
  queryOptions({
    queryKey: personKey(organizationId, phone),
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/contacts/{phone}", { params: { path: { organization_id: organizationId, phone } } })),
  });

/** What is done with all that is held of a person. */
export function usePersonChanges(phone: string) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, phone };
  const gather = useChange<void, Job>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/contacts/{phone}/export", { params: { path, header: { "Idempotency-Key": key } } })),
    showsProblem: true,
  });
  const erase = useChange<string, Job>({
    run: (reason, key) => {
      const params = { path, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/contacts/{phone}/erasure", { params, body: { reason } }));
    },
    // from now on nothing is sent to them, and the page says so; the rest goes while the job runs
    refreshes: [personKey(organizationId, phone)],
    showsProblem: true,
  });
  return { gather, erase };
}
