/** All campaigns: what state they are in, how they fare, found by name or text, copied with one press. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { blastQuery, blastsQuery, keys } from "../../api/queries";
import type { Campaign, CampaignState } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useAllPages } from "../../api/useAllPages";
import { type CursorList, useCursorList } from "../../api/useCursorList";
import * as Icons from "../../look/icons";
import { Badge } from "../../parts/Badge";
import { count } from "../../parts/counts";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { noteMoment } from "../../parts/serverTime";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./campaigns.module.css";
import { healthOf } from "./health";
import { matching } from "./matching";
import { NewCampaign } from "./NewCampaign";
import { STATES } from "./stateWords";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/campaigns");
const AT_ONCE = 50;

export function CampaignsPage() {
  const { organizationId } = useOrganization();
  const { find = "", state = "" } = route.useSearch();
  const list = useCursorList<Campaign>({
    key: [...keys.campaigns(organizationId), "all"],
    page: async (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: AT_ONCE, ...(cursor ? { cursor } : {}) } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/campaigns", { params }));
      for (const one of page.items) noteMoment(one.updated_at);
      return page;
    },
    every: 15_000,
  });
  const shown = matching(list.items, find, state);
  const isNarrowed = find !== "" || state !== "";
  const isSearching = useAllPages(list, isNarrowed);
  return (
    <Page title={words.title} lead={words.lead} actions={<NewCampaign />}>
      <Search find={find} state={state} />
      <Panel
        query={list.query}
        lines={8}
        empty={{ when: () => list.items.length === 0, show: <Empty title={words.none.title}>{words.none.remedy}</Empty> }}
      >
        {() => (
          <>
            {shown.length > 0 ? (
              <DataTable label={words.title} columns={COLUMNS} rows={shown} idOf={(one) => one.campaign_id} {...(isNarrowed ? {} : { more: list })} />
            ) : isSearching ? null : (
              <Empty
                title={words.noMatch.title}
                action={
                  <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
                    {words.noMatch.way}
                  </Link>
                }
              >
                {words.noMatch.remedy}
              </Empty>
            )}
            {isNarrowed && <Older list={list} />}
          </>
        )}
      </Panel>
    </Page>
  );
}

/** Until all have come a search says so; where that failed it offers to go on. */
function Older({ list }: { list: CursorList<Campaign> }) {
  if (!list.hasMore) return null;
  if (!list.query.isFetchNextPageError) {
    return (
      <p className={style.older} role="status">
        {words.searching(list.items.length)}
      </p>
    );
  }
  return (
    <p className={style.older}>
      {words.older}{" "}
      <Button size="xs" variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
        {words.searchOlder}
      </Button>
    </p>
  );
}

const COLUMNS: readonly Column<Campaign>[] = [
  { key: "name", head: words.table.name, isName: true, cell: (one) => <Name campaign={one} /> },
  { key: "state", head: words.table.state, cell: (one) => <State campaign={one} /> },
  { key: "health", head: words.table.health, cell: (one) => <HealthOf campaign={one} /> },
  { key: "contacts", head: words.table.contacts, align: "end", cell: (one) => count(one.contacts) },
  { key: "changed", head: words.table.changed, align: "end", wideOnly: true, cell: (one) => <Time at={one.updated_at} /> },
  { key: "copy", head: words.table.copy, align: "end", wideOnly: true, cell: (one) => <Copy campaign={one} /> },
];

/** What is typed goes into the address, so that it can be shared and the way back works. */
function Search({ find, state }: { find: string; state: string }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/campaigns" });
  const [typed, setTyped] = useState(find);
  const [told, setTold] = useState(find);
  // A link, or the browser's way back, changes the address and so what is searched for.
  if (find !== told) {
    setTold(find);
    setTyped(find);
  }
  const go = (search: { find: string; state: string }) => {
    setTold(search.find);
    void navigate({ search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)), replace: true });
  };
  const later = useDebouncedCallback((value: string) => go({ find: value, state }), 200);
  return (
    <search className={style.search}>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<Icons.Search size={18} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          later(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label={words.state}
        value={state}
        data={[{ value: "", label: words.allStates }, ...Object.entries(STATES).map(([value, { name }]) => ({ value, label: name }))]}
        onChange={(event) => go({ find: typed, state: event.currentTarget.value as CampaignState })}
      />
    </search>
  );
}

function Name({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const page = campaign.state === "DRAFT" ? "build" : "run";
  return (
    <div className={style.name}>
      <Link to={`/organizations/$organizationId/campaigns/$campaignId/${page}`} params={{ organizationId, campaignId: campaign.campaign_id }}>
        {campaign.name}
      </Link>
      <p className={style.text}>{campaign.text || "No text yet"}</p>
    </div>
  );
}

function State({ campaign }: { campaign: Campaign }) {
  const { name, tone } = STATES[campaign.state];
  return <Badge tone={tone}>{name}</Badge>;
}

const HAS_SENT: ReadonlySet<CampaignState> = new Set(["ACTIVE", "PAUSED", "COMPLETED"]);

/** Only a campaign that may have sent is asked about, and only while its row is there. */
function HealthOf({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const hasSent = HAS_SENT.has(campaign.state);
  const blasts = useQuery({ ...blastsQuery(organizationId, campaign.campaign_id), enabled: hasSent, refetchInterval: false });
  const newest = blasts.data?.[0];
  const blast = useQuery({
    ...blastQuery(organizationId, campaign.campaign_id, newest?.blast_id ?? ""),
    enabled: newest !== undefined,
  });
  if (hasSent && (blasts.isPending || (newest && blast.isPending))) return <span className="soft">…</span>;
  const health = healthOf(campaign, blast.data);
  return (
    <span className={style.health} data-tone={health.tone}>
      {health.words}
    </span>
  );
}

/** The copy is opened, so that it can be made something of. */
function Copy({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const copy = useChange<void, Campaign>({
    run: async (_, key) => {
      const path = { organization_id: organizationId, campaign_id: campaign.campaign_id };
      const params = { path, header: { "Idempotency-Key": key } };
      const made = await ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/copy", { params, body: {} }));
      void navigate({ to: "/organizations/$organizationId/campaigns/$campaignId/build", params: { organizationId, campaignId: made.campaign_id }, search: {} });
      return made;
    },
    refreshes: [keys.campaigns(organizationId)],
    done: (made) => words.copied(made.name),
  });
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<Icons.Copy size={16} />}
      loading={copy.isPending}
      aria-label={words.copyOf(campaign.name)}
      onClick={() => copy.mutate()}
    >
      {words.copy}
    </Button>
  );
}
