/** How far a job is while it runs, and what came of it when it has ended. */
import { Progress } from "@mantine/core";
import type { Job } from "../../api/shapes";
import { span } from "../../parts/moments";
import { serverNow } from "../../parts/serverTime";
import { isUnderWay, nameOf, resultOf } from "./jobs";
import style from "./operations.module.css";
import { words } from "./words";

export function JobStanding({ job }: { job: Job }) {
  if (!isUnderWay(job)) {
    const result = resultOf(job);
    return result ? <span data-bad={job.state === "FAILED" || undefined}>{result}</span> : <span className="soft">–</span>;
  }
  const share = job.total > 0 ? (job.done / job.total) * 100 : 0;
  const note = job.cancel_requested ? words.jobs.cancelling : job.note || words.jobs.waiting;
  return (
    <div className={style.going}>
      <span className={style.line}>
        <span>{note}</span> {job.total > 0 && <b className="nowrap">{words.jobs.of(job.done, job.total)}</b>}
      </span>
      <Progress size="sm" value={Math.max(share, 2)} aria-label={nameOf(job)} animated={share === 0} />
      {job.finishes_at && !job.cancel_requested && (
        <span className="soft small">{words.jobs.through(span((Date.parse(job.finishes_at) - serverNow().getTime()) / 1000))}</span>
      )}
    </div>
  );
}
