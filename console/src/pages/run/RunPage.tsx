/** One campaign as it runs: where its texts are, how fast they leave, what failed and why, who answered. */
import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { blastsQuery, campaignQuery, keys } from "../../api/queries";
import type { Campaign, Page as ListPage } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Card } from "../../parts/Card";
import { Empty } from "../../parts/Empty";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { STATES } from "../campaigns/stateWords";
import { Actions } from "./Actions";
import { BlastRun } from "./BlastRun";
import style from "./run.module.css";
import { Standing } from "./Standing";
import { Timeline } from "./Timeline";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/campaigns/$campaignId/run");

export function RunPage() {
  const { organizationId, campaignId } = route.useParams();
  const { blast: wanted } = route.useSearch();
  const queries = useQueryClient();
  const campaign = useQuery({
    ...campaignQuery(organizationId, campaignId),
    placeholderData: () => seenInLists(queries.getQueriesData<Listed>({ queryKey: keys.campaigns(organizationId) }), campaignId),
  });
  const blasts = useQuery(blastsQuery(organizationId, campaignId));
  const above = (
    <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
      {words.back}
    </Link>
  );
  const state = campaign.data && STATES[campaign.data.state];
  return (
    <Page
      title={campaign.data?.name ?? "Campaign"}
      above={above}
      beside={state && <Badge tone={state.tone}>{state.name}</Badge>}
      actions={campaign.data && <Actions campaign={campaign.data} />}
    >
      {campaign.isError ? (
        <Panel query={campaign}>{() => null}</Panel>
      ) : (
        <>
          {campaign.data && <Standing campaign={campaign.data} />}
          <Panel
            query={blasts}
            bare
            lines={6}
            empty={{ when: (found) => found.length === 0, show: <NothingSent campaignId={campaignId} campaign={campaign.data} /> }}
          >
            {(found) => {
              const shown = found.find((one) => one.blast_id === wanted) ?? found[0];
              return shown && <BlastRun key={shown.blast_id} blasts={found} shown={shown} isPaused={campaign.data?.state === "PAUSED"} />;
            }}
          </Panel>
        </>
      )}
    </Page>
  );
}

type Listed = Campaign[] | { pages: ListPage<Campaign>[] };

/** Whoever comes from a list sees its name at once. */
function seenInLists(lists: [QueryKey, Listed | undefined][], campaignId: string): Campaign | undefined {
  const all = lists.flatMap(([, list]) => (Array.isArray(list) ? list : (list?.pages.flatMap((page) => page.items) ?? [])));
  return all.find((one) => one.campaign_id === campaignId);
}

/** Where it is made ready, or sent. */
function ToBuilder({ campaign: { campaign_id: campaignId, state } }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const way = state === "ACTIVE" ? words.noBlast.send : state === "DRAFT" ? words.noBlast.build : undefined;
  if (!way) return null;
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/build" params={{ organizationId, campaignId }} search={state === "ACTIVE" ? { step: "start" } : {}}>
      {way}
    </Link>
  );
}

function NothingSent({ campaignId, campaign }: { campaignId: string; campaign: Campaign | undefined }) {
  const lead = campaign?.state === "ACTIVE" ? words.noBlast.ACTIVE : words.noBlast.other;
  return (
    <div className={style.run}>
      <Card>
        <Empty title={words.noBlast.title} action={campaign && <ToBuilder campaign={campaign} />}>
          {lead}
        </Empty>
      </Card>
      <Timeline campaignId={campaignId} />
    </div>
  );
}
