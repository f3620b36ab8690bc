/** A load under way, and what can be done about it: cancel it, try it again, take another file. */
import { Button } from "@mantine/core";
import { useCallback } from "react";
import { keys } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { useQueryClient } from "@tanstack/react-query";
import { JobProgress } from "../../parts/JobProgress";
import { hasEnded, useJob } from "../../parts/useJob";
import { useOrganization } from "../../session/useOrganization";
import style from "./audience.module.css";
import { useLoadChanges } from "./loads";
import { LoadResult, RefusedRows } from "./LoadResult";
import { countsOf } from "./result";
import { words } from "./words";

interface FollowingProps {
  campaignId: string;
  loadId: string;
  onLoaded?: (() => void) | undefined;
  onFollow: (loadId: string) => void;
  onAnother: () => void;
}

export function Following({ campaignId, loadId, onLoaded, onFollow, onAnother }: FollowingProps) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const job = useJob(loadId).data;
  const onEnd = useCallback(
    (ended: Job) => {
      void queries.invalidateQueries({ queryKey: keys.campaign(organizationId, campaignId) });
      void queries.invalidateQueries({ queryKey: keys.campaigns(organizationId) });
      if (ended.state === "DONE") onLoaded?.();
    },
    [queries, organizationId, campaignId, onLoaded],
  );
  return (
    <div className={style.step}>
      <JobProgress
        jobId={loadId}
        title={words.loading.title}
        onEnd={onEnd}
        done={(done) => <LoadResult campaignId={campaignId} job={done} contacts={countsOf(done).valid} onReplace={onAnother} />}
      />
      {job && job.state !== "DONE" && <Ways job={job} campaignId={campaignId} onFollow={onFollow} onAnother={onAnother} />}
    </div>
  );
}

function Ways({ job, campaignId, onFollow, onAnother }: { job: Job } & Omit<FollowingProps, "loadId" | "onLoaded">) {
  const { cancel, again } = useLoadChanges(campaignId);
  if (!hasEnded(job)) {
    return (
      <div className={style.buttons}>
        <Button variant="default" loading={cancel.isPending || job.cancel_requested} onClick={() => cancel.mutate(job.job_id)}>
          {words.loading.cancel}
        </Button>
        <p className="soft small">{words.loading.leave}</p>
      </div>
    );
  }
  const { hasFile, refusedInAll } = countsOf(job);
  return (
    <>
      {hasFile && <RefusedRows campaignId={campaignId} loadId={job.job_id} count={refusedInAll} />}
      <div className={style.buttons}>
        <Button onClick={onAnother}>{words.back}</Button>
        <Button
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate(job.job_id, { onSuccess: (made) => onFollow(made.job_id) })}
        >
          {words.loading.again}
        </Button>
      </div>
    </>
  );
}
