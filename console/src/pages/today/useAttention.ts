/** Everything that may need attention, asked for together; what cannot be had is named, the rest is shown. */
import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { blastQuery, blastsQuery, campaignsQuery, organizationQuery } from "../../api/queries";
import type { BlastReport, Campaign } from "../../api/shapes";
import { serverNow } from "../../parts/serverTime";
import { useMe, useOrganization } from "../../session/useOrganization";
import { attentionOf } from "./attention";

const EVERY = 15_000;
const RARELY = 30_000;
export const AT_WORK: ReadonlySet<Campaign["state"]> = new Set(["STARTING", "ACTIVE", "PAUSED"]);

export function useAttention() {
  const { may } = useOrganization();
  const me = useMe();
  const asked = useAsked();
  const { campaigns, unknown, letters, jobs, reviews, waiting, organization } = asked;
  const blasts = useNewestBlasts(campaigns.data ?? []);
  const found = attentionOf(
    {
      ...(campaigns.data ? { campaigns: campaigns.data } : {}),
      blasts,
      unknown: unknown.data?.items ?? [],
      deadLetters: letters.data?.items.length ?? 0,
      jobs: jobs.data?.items ?? [],
      reviews: reviews.data?.items ?? [],
      waiting: waiting.data,
      carrier: may("ADMIN") ? organization.data?.carrier : undefined,
      isOwner: may("OWNER"),
      ...(me.data ? { hasSecondFactor: me.data.totp } : {}),
    },
    serverNow(),
  );
  const forAll = { "doubtful replies": reviews, "who waits for an answer": waiting };
  const forAdmins = { campaigns, "unclear texts": unknown, "failed steps": letters, jobs, "the carrier": organization };
  const all = Object.entries<UseQueryResult<unknown>>(may("ADMIN") ? { ...forAdmins, ...forAll } : forAll);
  return {
    found,
    missing: all.filter(([, one]) => one.isError).map(([name]) => name),
    isPending: all.some(([, one]) => one.isPending),
    /** Stands for all of them in a Panel: there once any of them is. */
    query: summary(all.map(([, one]) => one)),
  };
}

function useAsked() {
  const { organizationId, may } = useOrganization();
  const path = { organization_id: organizationId };
  const forAdmins = { enabled: may("ADMIN"), refetchInterval: EVERY };
  const campaigns = useQuery({ ...campaignsQuery(organizationId), enabled: may("ADMIN") });
  const organization = useQuery({ ...organizationQuery(organizationId), enabled: may("ADMIN") });
  const [unknown, letters, jobs, reviews, waiting] = useQueries({
    queries: [
      { queryKey: [organizationId, "unknown-sends"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/unknown-sends", { params: { path, query: { limit: 200 } } })), ...forAdmins },
      { queryKey: [organizationId, "dead-letters"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/dead-letters", { params: { path } })), ...forAdmins },
      { queryKey: [organizationId, "jobs", "newest"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/jobs", { params: { path, query: { limit: 20 } } })), ...forAdmins },
      { queryKey: [organizationId, "reviews"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/conversations/reviews", { params: { path } })), refetchInterval: EVERY },
      { queryKey: [organizationId, "conversations", "waiting"], queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/conversations/waiting", { params: { path } })), refetchInterval: RARELY },
    ],
  });
  return { campaigns, organization, unknown, letters, jobs, reviews, waiting };
}

/** The same that "Running now" asks for, so that nothing is asked twice. */
function useNewestBlasts(campaigns: readonly Campaign[]): BlastReport[] {
  const { organizationId } = useOrganization();
  const atWork = campaigns.filter((one) => AT_WORK.has(one.state));
  const lists = useQueries({ queries: atWork.map((one) => blastsQuery(organizationId, one.campaign_id)) });
  const newest = lists.flatMap(({ data }) => data?.slice(0, 1) ?? []);
  const reports = useQueries({ queries: newest.map((one) => blastQuery(organizationId, one.campaign_id, one.blast_id)) });
  return reports.flatMap(({ data }) => data ?? []);
}

function summary(all: readonly UseQueryResult<unknown>[]) {
  const first = all.find((one) => one.data !== undefined) ?? all.find((one) => one.isError) ?? all[0];
  if (!first) throw new Error("Nothing was asked.");
  return { ...first, isError: first.data === undefined && first.isError, refetch: () => Promise.all(all.map((one) => one.refetch())) };
}
