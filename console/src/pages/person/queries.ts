/** What a person's page asks for, and what it changes. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export const personKey = (organizationId: string, phone: string) => [organizationId, "person", phone] as const;

export const personQuery = (organizationId: string, phone: string) =>
  queryOptions({
    queryKey: personKey(organizationId, phone),
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/contacts/{phone}", { params: { path: { organization_id: organizationId, phone } } })),
  });

/** Names for the ids of who did something; only the first two hundred, which is more than any team. */
export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "members", "names"],
    queryFn: async () => {
      const params = { path: { organization_id: organizationId }, query: { limit: 200 } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/members", { params }));
      return new Map(page.items.map((one) => [one.user_id, one.name || one.email] as const));
    },
    staleTime: 5 * 60_000,
  });

export function usePersonChanges(phone: string) {
  const { organizationId } = useOrganization();
  const refreshes = [[organizationId, "person"], [organizationId, "conversations"], [organizationId, "opt-outs"]];
  const path = { organization_id: organizationId, phone };
  const optOut = useChange<string>({
    run: (reason, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/opt-outs", { params, body: { phone, reason } }));
    },
    refreshes,
    done: () => words.optOut.done,
    showsProblem: true,
  });
  const lift = useChange<string>({
    run: (reason) => ask(api.DELETE("/v1/organizations/{organization_id}/opt-outs/{phone}", { params: { path, query: { reason } } })),
    refreshes,
    done: () => words.lift.done,
    showsProblem: true,
  });
  const gather = useChange<void, Job>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/contacts/{phone}/export", { params: { path, header: { "Idempotency-Key": key } } })),
    showsProblem: true,
  });
  const erase = useChange<string, Job>({
    run: (reason, key) => {
      const params = { path, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/contacts/{phone}/erasure", { params, body: { reason } }));
    },
    showsProblem: true,
  });
  return { optOut, lift, gather, erase, refreshes };
}
