/** The campaign's words as they are being written, one draft for all steps of the builder. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api, ask } from "../../api/client";
import { noAnswer } from "../../api/problem";
import { keys } from "../../api/queries";
import { ME } from "../../api/queryClient";
import type { Campaign, Me } from "../../api/shapes";
import { serverNow } from "../../parts/serverTime";
import { useMe, useOrganization } from "../../session/useOrganization";
import { Draft, type Snapshot, type Ways, type Words } from "./draft";
import { takePlace } from "./keeping";

const ONE = "/v1/organizations/{organization_id}/campaigns/{campaign_id}";
const nothing = () => () => undefined;
/** One for each person and campaign, for as long as this tab is open: who comes back goes on with it, and it goes on saving itself meanwhile. */
const drafts = new Map<string, Promise<Draft>>();

export function useDraft(campaign: Campaign | undefined): { draft: Draft | undefined; snapshot: Snapshot | undefined } {
  const userId = useMe().data?.user_id;
  const ways = useWays(campaign?.campaign_id ?? "", userId ?? "");
  const [draft, setDraft] = useState<Draft>();
  useEffect(() => {
    if (draft || !campaign || !userId) return undefined;
    let isGone = false;
    void draftOf(userId, campaign, ways).then((found) => isGone || setDraft(found));
    return () => {
      isGone = true;
    };
  }, [draft, campaign, userId, ways]);
  const snapshot = useSyncExternalStore(draft?.subscribe ?? nothing, () => draft?.snapshot());
  useEffect(() => {
    if (campaign) draft?.see(campaign);
  }, [draft, campaign]);
  useEffect(() => {
    const flush = () => void draft?.flush();
    const events = [[window, "online"], [window, "pagehide"], [document, "visibilitychange"]] as const;
    for (const [target, name] of events) target.addEventListener(name, flush);
    return () => {
      for (const [target, name] of events) target.removeEventListener(name, flush);
      flush();
    };
  }, [draft]);
  return { draft, snapshot };
}

function draftOf(userId: string, campaign: Campaign, ways: Omit<Ways, "keep">): Promise<Draft> {
  const name = `${userId} ${campaign.campaign_id}`;
  const draft = drafts.get(name) ?? takePlace(userId, campaign.campaign_id).then(({ kept, keep }) => new Draft(campaign, { ...ways, keep }, kept));
  drafts.set(name, draft);
  return draft;
}

function useWays(campaignId: string, userId: string): Omit<Ways, "keep"> {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const path = { organization_id: organizationId, campaign_id: campaignId };
  const show = async (campaign: Campaign) => {
    // an answer that is still on its way is older
    await queries.cancelQueries({ queryKey: keys.campaign(organizationId, campaignId), exact: true });
    queries.setQueryData(keys.campaign(organizationId, campaignId), campaign);
    void queries.invalidateQueries({ queryKey: keys.campaigns(organizationId) });
    return campaign;
  };
  return {
    save: async (changes: Partial<Words>, version: number) => {
      // somebody else may have signed in here meanwhile
      if (queries.getQueryData<Me>(ME)?.user_id !== userId) throw noAnswer();
      const params = { path, header: { "if-match": `"${version}"` } };
      return show(await ask(api.PATCH(ONE, { params, body: changes })));
    },
    read: async () => show(await ask(api.GET(ONE, { params: { path } }))),
    now: serverNow,
  };
}
