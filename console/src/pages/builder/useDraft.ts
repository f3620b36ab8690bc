/** The campaign's words as they are being written, one draft for all steps of the builder. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { serverNow } from "../../parts/serverTime";
import { useMe, useOrganization } from "../../session/useOrganization";
import { Draft, type Snapshot, type Ways, type Words } from "./draft";
import { keep, kept } from "./keeping";

const ONE = "/v1/organizations/{organization_id}/campaigns/{campaign_id}";
const nothing = () => () => undefined;

export function useDraft(campaign: Campaign | undefined): { draft: Draft | undefined; snapshot: Snapshot | undefined } {
  const ways = useWays(campaign?.campaign_id ?? "");
  const userId = useMe().data?.user_id;
  const [draft, setDraft] = useState<Draft>();
  if (!draft && campaign && userId) setDraft(new Draft(campaign, ways, kept(userId, campaign.campaign_id)));
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

function useWays(campaignId: string): Ways {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const userId = useMe().data?.user_id ?? "";
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
      const params = { path, header: { "if-match": `"${version}"` } };
      return show(await ask(api.PATCH(ONE, { params, body: changes })));
    },
    read: async () => show(await ask(api.GET(ONE, { params: { path } }))),
    keep: (unsaved) => keep(userId, campaignId, unsaved),
    now: serverNow,
  };
}
