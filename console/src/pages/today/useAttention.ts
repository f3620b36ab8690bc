/** Everything that may need attention, asked for together; what cannot be had is named, the rest is shown. */
import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { campaignsQuery } from "../../api/queries";
import { serverNow } from "../../parts/serverTime";
import { useOrganization } from "../../session/useOrganization";
import { attentionOf } from "./attention";

const EVERY = 15_000;

export function useAttention() {
  const { organizationId, may } = useOrganization();
  const params = { path: { organization_id: organizationId } };
  const forAdmins = { enabled: may("ADMIN"), refetchInterval: EVERY };
  const campaigns = useQuery({ ...campaignsQuery(organizationId), enabled: may("ADMIN") });
  const [unknown, letters, jobs, reviews] = useQueries({
    queries: [
      { queryKey: [organizationId, "unknown-sends"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/unknown-sends", { params: { ...params, query: { limit: 200 } } })), ...forAdmins },
      { queryKey: [organizationId, "dead-letters"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/dead-letters", { params })), ...forAdmins },
      { queryKey: [organizationId, "jobs", "newest"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/jobs", { params: { ...params, query: { limit: 20 } } })), ...forAdmins },
      { queryKey: [organizationId, "reviews"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/conversations/reviews", { params })), refetchInterval: EVERY },
    ],
  });
  const asked: Record<string, UseQueryResult<unknown>> = may("ADMIN")
    ? { campaigns, "unclear texts": unknown, "failed steps": letters, jobs, "doubtful replies": reviews }
    : { "doubtful replies": reviews };
  const all = Object.entries(asked);
  const found = attentionOf(
    {
      ...(campaigns.data ? { campaigns: campaigns.data } : {}),
      unknown: unknown.data?.items ?? [],
      deadLetters: letters.data?.items.length ?? 0,
      jobs: jobs.data?.items ?? [],
      reviews: reviews.data?.items ?? [],
    },
    serverNow(),
  );
  return {
    found,
    missing: all.filter(([, one]) => one.isError).map(([name]) => name),
    isPending: all.some(([, one]) => one.isPending),
    /** Stands for all of them in a Panel: there once any of them is. */
    query: summary(all.map(([, one]) => one)),
  };
}

function summary(all: readonly UseQueryResult<unknown>[]) {
  const first = all.find((one) => one.data !== undefined) ?? all.find((one) => one.isError) ?? all[0];
  if (!first) throw new Error("Nothing was asked.");
  return { ...first, isError: first.data === undefined && first.isError, refetch: () => Promise.all(all.map((one) => one.refetch())) };
}
