/** What several pages ask for, each under one key, so that they share what came. */
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./client";
import { everyPage } from "./everyPage";
import type { BlastReport, Campaign } from "./shapes";

const SOME = 200;
const LIVE = 2_000;
const QUIET = 15_000;

export const keys = {
  organization: (organizationId: string) => [organizationId] as const,
  campaigns: (organizationId: string) => [organizationId, "campaigns"] as const,
  numbers: (organizationId: string) => [organizationId, "numbers"] as const,
  jobs: (organizationId: string) => [organizationId, "jobs"] as const,
  members: (organizationId: string) => [organizationId, "members"] as const,
  settings: (organizationId: string) => [organizationId, "settings"] as const,
  campaign: (organizationId: string, campaignId: string) => [organizationId, "campaign", campaignId] as const,
};

/** Who may be texted shows on the opt-outs' page, the person's, the inbox and what today asks for. */
export const optOutKeys = (organizationId: string) => ["opt-outs", "person", "conversations", "reviews"].map((part) => [organizationId, part] as const);

/** The newest campaigns; whoever shows them all goes through useCursorList. */
export const campaignsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...keys.campaigns(organizationId), "newest"],
    queryFn: async () => {
      const params = { path: { organization_id: organizationId }, query: { limit: SOME } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/campaigns", { params }));
      return page.items;
    },
    refetchInterval: QUIET,
  });

export const campaignQuery = (organizationId: string, campaignId: string) =>
  queryOptions({
    queryKey: keys.campaign(organizationId, campaignId),
    queryFn: () => {
      const path = { organization_id: organizationId, campaign_id: campaignId };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}", { params: { path } }));
    },
    refetchInterval: ({ state }) => (isMoving(state.data) ? LIVE * 2 : QUIET),
  });

/** The newest first. */
export const blastsQuery = (organizationId: string, campaignId: string) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "blasts"],
    queryFn: async () => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId }, query: { limit: 50 } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts", { params }));
      return page.items;
    },
    refetchInterval: QUIET,
  });

/** While it runs it is asked for every two seconds; reports still come in for a while after it is closed. */
export const blastQuery = (organizationId: string, campaignId: string, blastId: string) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "blast", blastId],
    queryFn: () => {
      const path = { organization_id: organizationId, campaign_id: campaignId, blast_id: blastId };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}", { params: { path } }));
    },
    refetchInterval: ({ state }) => (isOpen(state.data) ? LIVE : QUIET),
  });

/** Its name, and whether it has a carrier. */
export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "organization"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}", { params: { path: { organization_id: organizationId } } })),
    staleTime: 60_000,
  });

/** Its hours, its carrier, the address of its opt-out page; where it is changed, it is read anew. */
export const settingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keys.settings(organizationId),
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/settings", { params: { path: { organization_id: organizationId } } })),
    staleTime: 60_000,
  });

/** Everybody's name, those who were switched off too; every member may know them. */
export const colleaguesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...keys.members(organizationId), "colleagues"],
    queryFn: () =>
      everyPage((cursor) => {
        const query = { limit: SOME, ...(cursor ? { cursor } : {}) };
        return ask(api.GET("/v1/organizations/{organization_id}/colleagues", { params: { path: { organization_id: organizationId }, query } }));
      }),
  });

/** Everybody at once: few organizations have more people, and names are wanted in many places. */
export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keys.members(organizationId),
    queryFn: () =>
      everyPage((cursor) => {
        const params = { path: { organization_id: organizationId }, query: { limit: SOME, ...(cursor ? { cursor } : {}) } };
        return ask(api.GET("/v1/organizations/{organization_id}/members", { params }));
      }),
  });

/** A finished export: its rows, and where its file is fetched; its link is made anew each time it is read. */
export const exportQuery = (organizationId: string, exportId: string) =>
  queryOptions({
    queryKey: [organizationId, "exports", exportId],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/exports/{export_id}", { params: { path: { organization_id: organizationId, export_id: exportId } } })),
    // its link is good for a quarter of an hour
    refetchInterval: 10 * 60_000,
    staleTime: 0,
  });

/** How many numbers there are, by area code and state. */
export const numberCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...keys.numbers(organizationId), "counts"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/numbers/counts", { params: { path: { organization_id: organizationId } } })),
    staleTime: 30_000,
  });

/** How the blast went over time, and how fast it is and may be. */
export const outcomeQuery = (organizationId: string, campaignId: string, blast: Pick<BlastReport, "blast_id" | "state">) =>
  queryOptions({
    queryKey: [...keys.campaign(organizationId, campaignId), "pace", blast.blast_id],
    queryFn: () => {
      const path = { organization_id: organizationId, campaign_id: campaignId, blast_id: blast.blast_id };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}/pace", { params: { path } }));
    },
    refetchInterval: isOpen(blast) ? LIVE * 5 : QUIET * 4,
  });

const isMoving = (campaign: Campaign | undefined) => campaign?.state === "STARTING" || campaign?.state === "ACTIVE";
export const isOpen = (blast: Pick<BlastReport, "state"> | undefined) => blast !== undefined && blast.state !== "CLOSED";
