/** The campaign's loads before this one, each with what came of it. */
import { Button } from "@mantine/core";
import type { Job } from "../../api/shapes";
import { Badge, type Tone } from "../../parts/Badge";
import { Card } from "../../parts/Card";
import { count } from "../../parts/counts";
import { type Column, DataTable } from "../../parts/DataTable";
import { Time } from "../../parts/Time";
import style from "./earlierLoads.module.css";
import { useRefusedRows } from "./loads";
import { countsOf } from "./result";
import { words } from "./words";

const TONES: Record<Job["state"], Tone> = { QUEUED: "neutral", RUNNING: "accent", DONE: "neutral", FAILED: "bad", CANCELLED: "neutral" };

export function EarlierLoads({ campaignId, loads, currentId }: { campaignId: string; loads: readonly Job[]; currentId: string | null }) {
  if (loads.length === 0) return null;
  const columns: readonly Column<Job>[] = [
    { key: "when", head: words.earlier.when, isName: true, cell: (job) => <Time at={job.created_at} /> },
    { key: "state", head: words.earlier.state, cell: (job) => <State job={job} isCurrent={job.job_id === currentId} /> },
    { key: "counts", head: words.earlier.counts, align: "end", cell: (job) => count(countsOf(job).valid) },
    { key: "refused", head: words.earlier.refused, align: "end", cell: (job) => <Refused campaignId={campaignId} job={job} /> },
  ];
  return (
    <Card title={words.earlier.title} level="h3">
      <DataTable label={words.earlier.title} columns={columns} rows={loads} idOf={(job) => job.job_id} />
    </Card>
  );
}

function State({ job, isCurrent }: { job: Job; isCurrent: boolean }) {
  if (isCurrent) return <Badge tone="good">{words.earlier.current}</Badge>;
  return (
    <div className={style.state}>
      <Badge tone={TONES[job.state]}>{words.earlier.states[job.state] ?? job.state}</Badge>
      {job.reason && <p className="soft small">{job.reason}</p>}
    </div>
  );
}

function Refused({ campaignId, job }: { campaignId: string; job: Job }) {
  const fetch = useRefusedRows(campaignId);
  const { hasFile, refusedInAll } = countsOf(job);
  if (!hasFile) return <>{count(refusedInAll)}</>;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      aria-label={words.earlier.downloadOf(refusedInAll)}
      loading={fetch.isPending}
      onClick={() => fetch.mutate({ loadId: job.job_id, raw: false })}
    >
      {count(refusedInAll)}
    </Button>
  );
}
