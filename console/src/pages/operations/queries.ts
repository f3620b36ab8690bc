/** What the views of operations ask for; Today asks for the same, under the same keys. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";

const params = (organizationId: string) => ({ path: { organization_id: organizationId } });

/** A look takes some seconds and counts as a reading, so it is not taken often. */
export const lettersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "dead-letters"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/dead-letters", { params: params(organizationId) })),
    refetchInterval: 30_000,
  });

export const queuesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "queues"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/queues", { params: params(organizationId) })),
    refetchInterval: 10_000,
  });
