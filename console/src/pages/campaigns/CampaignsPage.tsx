/** All campaigns: what state they are in, how they fare, found by name or text, copied with one press. */
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { useAllPages } from "../../api/useAllPages";
import { type CursorList, useCursorList } from "../../api/useCursorList";
import { Badge } from "../../parts/Badge";
import { count } from "../../parts/counts";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./campaigns.module.css";
import { Copy } from "./Copy";
import { Health } from "./Health";
import { matching } from "./matching";
import { NewCampaign } from "./NewCampaign";
import { Search } from "./Search";
import { STATES } from "./stateWords";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/campaigns");
const AT_ONCE = 50;

export function CampaignsPage() {
  const { organizationId } = useOrganization();
  const { find = "", state = "" } = route.useSearch();
  const list = useCursorList<Campaign>({
    key: [...keys.campaigns(organizationId), "all"],
    page: (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: AT_ONCE, ...(cursor ? { cursor } : {}) } };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns", { params }));
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
  { key: "health", head: words.table.health, cell: (one) => <Health campaign={one} /> },
  { key: "contacts", head: words.table.contacts, align: "end", cell: (one) => count(one.contacts) },
  { key: "changed", head: words.table.changed, align: "end", wideOnly: true, cell: (one) => <Time at={one.updated_at} /> },
  { key: "copy", head: words.table.copy, align: "end", cell: (one) => <Copy campaign={one} /> },
];

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
