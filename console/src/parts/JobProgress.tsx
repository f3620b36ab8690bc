/** How far a job is, what it is doing, when it will be done, and at the end what came of it. */
import { Progress } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import type { Job } from "../api/shapes";
import style from "./jobProgress.module.css";
import { Note } from "./Note";
import { count } from "./counts";
import { Panel } from "./Panel";
import { serverNow } from "./serverTime";
import { span } from "./moments";
import { Time } from "./Time";
import { hasEnded, useJob } from "./useJob";

interface JobProgressProps {
  jobId: string;
  title: string;
  onEnd?: (job: Job) => void;
  /** What to show when it is done; a failure shows its reason, which says what to do. */
  done?: (job: Job) => ReactNode;
  /** Shows every end, also a failure and a cancellation, where more can be said than the reason. */
  ended?: (job: Job) => ReactNode;
}

export function JobProgress({ jobId, title, onEnd, done, ended: shown }: JobProgressProps) {
  const query = useJob(jobId);
  const ended = query.data && hasEnded(query.data) ? query.data : undefined;
  useEffect(() => {
    if (ended) onEnd?.(ended);
  }, [ended, onEnd]);
  return (
    <Panel bare query={query} lines={2}>
      {(job) => (shown && hasEnded(job) ? shown(job) : <Standing job={job} title={title} done={done} />)}
    </Panel>
  );
}

function Standing({ job, title, done }: { job: Job } & Pick<JobProgressProps, "title" | "done">) {
  if (job.state === "FAILED") return <Note kind="bad" title={`${title} did not work`} remedy={job.reason} />;
  if (job.state === "CANCELLED") return <Note kind="info" title={`${title}: cancelled`} remedy={job.reason} />;
  if (job.state === "DONE") return done ? <>{done(job)}</> : <Note kind="good" title={`${title}: done`} />;
  const share = job.total > 0 ? (job.done / job.total) * 100 : 0;
  return (
    <div className={style.job}>
      <div className={style.line}>
        <span>{job.cancel_requested ? "Being cancelled …" : job.note || "Waiting for its turn …"}</span>
        {job.total > 0 && (
          <span>
            <b>{count(job.done)}</b> of {count(job.total)}
          </span>
        )}
      </div>
      <Progress value={Math.max(share, 2)} aria-label={title} animated={share === 0} />
      {job.finishes_at && (
        <p className="soft small">
          Done in {span((Date.parse(job.finishes_at) - serverNow().getTime()) / 1000)}, at <Time at={job.finishes_at} />.
        </p>
      )}
    </div>
  );
}
