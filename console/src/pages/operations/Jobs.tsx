/** Long work, the newest first: how far it is, what came of it, and what can be done with it. */
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { campaignsQuery } from "../../api/queries";
import type { Job, JobKind } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { Badge } from "../../parts/Badge";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { JobActions } from "./JobActions";
import { campaignOf, isUnderWay, JOB_STATES, nameOf } from "./jobs";
import { JobStanding } from "./JobStanding";
import style from "./operations.module.css";
import { KINDS, words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/operations");
const LIVE = 3_000;
const QUIET = 20_000;

export function Jobs() {
  const { kind, state } = useFilter();
  const list = useJobs(kind, state);
  const isNarrowed = kind !== undefined || state !== undefined;
  const nothing = isNarrowed ? words.jobs.noMatch : words.jobs.none;
  return (
    <Panel
      title={words.jobs.title}
      query={list.query}
      lines={8}
      actions={<Filter kind={kind} state={state} />}
      empty={{ when: () => list.items.length === 0 && !list.hasMore, show: <Empty title={nothing.title}>{nothing.remedy}</Empty> }}
    >
      {() =>
        list.items.length > 0 ? (
          <DataTable<Job>
            label={words.jobs.title}
            rows={list.items}
            idOf={(one) => one.job_id}
            more={list}
            columns={[
              { key: "job", head: words.jobs.table.job, isName: true, cell: (one) => <Name job={one} /> },
              { key: "state", head: words.jobs.table.state, cell: (one) => <Badge tone={JOB_STATES[one.state].tone}>{JOB_STATES[one.state].name}</Badge> },
              { key: "progress", head: words.jobs.table.progress, cell: (one) => <JobStanding job={one} /> },
              { key: "started", head: words.jobs.table.started, align: "end", cell: (one) => <Time at={one.created_at} /> },
              { key: "action", head: words.jobs.table.action, align: "end", cell: (one) => <JobActions job={one} /> },
            ]}
          />
        ) : (
          <p className={style.older}>
            {words.jobs.olderLead}{" "}
            <Button size="xs" variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
              {words.jobs.older}
            </Button>
          </p>
        )
      }
    </Panel>
  );
}

/** What the address asks for, as far as there is such a thing. */
function useFilter() {
  const { kind, state } = route.useSearch();
  return {
    kind: (Object.keys(KINDS) as JobKind[]).find((one) => one === kind),
    state: (Object.keys(JOB_STATES) as Job["state"][]).find((one) => one === state),
  };
}

function useJobs(kind: JobKind | undefined, state: Job["state"] | undefined) {
  const { organizationId } = useOrganization();
  return useCursorList<Job>({
    key: [organizationId, "jobs", "list", kind ?? "", state ?? ""],
    page: (cursor) => {
      const query = { limit: 25, ...(kind ? { kind } : {}), ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/jobs", { params: { path: { organization_id: organizationId }, query } }));
    },
    every: (pages) => (pages.some((page) => page.items.some(isUnderWay)) ? LIVE : QUIET),
  });
}

function Filter({ kind, state }: { kind: JobKind | undefined; state: Job["state"] | undefined }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/operations" });
  const go = (search: { kind?: string | undefined; state?: string | undefined }) =>
    void navigate({ search: { view: "jobs", ...(search.kind ? { kind: search.kind } : {}), ...(search.state ? { state: search.state } : {}) }, replace: true });
  return (
    <search className={style.filter}>
      <NativeSelect
        size="xs"
        aria-label={words.jobs.kind}
        value={kind ?? ""}
        data={[{ value: "", label: words.jobs.allKinds }, ...Object.entries(KINDS).map(([value, label]) => ({ value, label }))]}
        onChange={(event) => go({ kind: event.currentTarget.value, state })}
      />
      <NativeSelect
        size="xs"
        aria-label={words.jobs.state}
        value={state ?? ""}
        data={[{ value: "", label: words.jobs.allStates }, ...Object.entries(JOB_STATES).map(([value, { name }]) => ({ value, label: name }))]}
        onChange={(event) => go({ kind, state: event.currentTarget.value })}
      />
    </search>
  );
}

function Name({ job }: { job: Job }) {
  const { organizationId } = useOrganization();
  const campaigns = useQuery(campaignsQuery(organizationId));
  const campaignId = campaignOf(job);
  const campaign = campaigns.data?.find((one) => one.campaign_id === campaignId);
  return (
    <div className={style.name}>
      <span>{nameOf(job)}</span>
      {campaign && (
        <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: campaign.campaign_id }}>
          <bdi>{campaign.name}</bdi>
        </Link>
      )}
      {job.kind === "BUY_NUMBERS" && (
        <Link to="/organizations/$organizationId/numbers" params={{ organizationId }}>
          Numbers
        </Link>
      )}
    </div>
  );
}
