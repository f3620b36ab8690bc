/** One campaign as it runs: where its texts are, how fast they leave, what failed and why, who answered. */
import { Button, Tooltip } from "@mantine/core";
import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { blastsQuery, campaignQuery, keys } from "../../api/queries";
import type { Campaign, Page as ListPage } from "../../api/shapes";
import * as Icons from "../../look/icons";
import { Badge } from "../../parts/Badge";
import { Empty } from "../../parts/Empty";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { STATES } from "../campaigns/stateWords";
import { BlastRun } from "./BlastRun";
import style from "./run.module.css";
import { useRun } from "./useRun";
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
            empty={{ when: (found) => found.length === 0, show: <NothingSent campaign={campaign.data} /> }}
          >
            {(found) => {
              const shown = found.find((one) => one.blast_id === wanted) ?? found[0];
              return shown && <BlastRun key={shown.blast_id} blasts={found} shown={shown} />;
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

function Actions({ campaign }: { campaign: Campaign }) {
  const { pause, resume } = useRun(campaign.campaign_id);
  if (campaign.state === "PAUSED") {
    return (
      <Button leftSection={<Icons.Play size={18} />} loading={resume.isPending} onClick={() => resume.mutate()}>
        {words.resume}
      </Button>
    );
  }
  const isRunning = campaign.state === "ACTIVE";
  const button = (
    <Button
      variant="default"
      leftSection={<Icons.Pause size={18} />}
      loading={pause.isPending}
      // still focusable, so that everybody can learn why
      data-disabled={!isRunning || undefined}
      aria-disabled={!isRunning}
      onClick={() => isRunning && pause.mutate()}
    >
      {words.pause}
    </Button>
  );
  return isRunning ? button : <Tooltip label={words.cannotPause(STATES[campaign.state].name)}>{button}</Tooltip>;
}

/** What a person has to know before the figures. */
function Standing({ campaign }: { campaign: Campaign }) {
  if (campaign.state === "PAUSED") {
    const why = campaign.pause_reason;
    return <Note kind="warn" title={why || words.whyPaused.byPerson} remedy={words.whyPaused.remedy} />;
  }
  if (campaign.state === "STARTING" && campaign.job_id) {
    return (
      <div className={style.card}>
        <JobProgress jobId={campaign.job_id} title={words.starting} />
      </div>
    );
  }
  if (campaign.start_failure) return <Note kind="bad" title={words.startFailed} remedy={campaign.start_failure} />;
  return null;
}

function NothingSent({ campaign }: { campaign: Campaign | undefined }) {
  const lead = campaign?.state === "ACTIVE" ? words.noBlast.ACTIVE : words.noBlast.other;
  return (
    <div className={style.card}>
      <Empty title={words.noBlast.title}>{lead}</Empty>
    </div>
  );
}
