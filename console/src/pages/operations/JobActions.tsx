/** What can be done with a job: cancel it, try it again, fetch its file. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import type { Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import { DialogActions } from "../../parts/DialogActions";
import { ExportFile } from "../../parts/ExportFile";
import { useOrganization } from "../../session/useOrganization";
import { hasFile, mayCancel, mayRetry, nameOf } from "./jobs";
import { words } from "./words";

export function JobActions({ job }: { job: Job }) {
  if (mayCancel(job)) return <Cancel job={job} />;
  if (mayRetry(job)) return <Retry job={job} />;
  return hasFile(job) ? <Download job={job} /> : null;
}

function useJobChange(job: Job) {
  const { organizationId } = useOrganization();
  return {
    refreshes: [[organizationId, "jobs"]],
    params: (key: string) => ({ path: { organization_id: organizationId, job_id: job.job_id }, header: { "Idempotency-Key": key } }),
  };
}

function Cancel({ job }: { job: Job }) {
  const { refreshes, params } = useJobChange(job);
  const cancel = useChange<void, Job>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/jobs/{job_id}/cancel", { params: params(key) })),
    refreshes,
    done: () => words.jobs.cancelled,
  });
  return (
    <Button size="xs" variant="default" loading={cancel.isPending} aria-label={words.jobs.cancelOf(nameOf(job))} onClick={() => cancel.mutate()}>
      {words.jobs.cancel}
    </Button>
  );
}

function Retry({ job }: { job: Job }) {
  const { refreshes, params } = useJobChange(job);
  const retry = useChange<void, Job>({
    run: (_, key) => ask(api.POST("/v1/organizations/{organization_id}/jobs/{job_id}/retry", { params: params(key) })),
    refreshes,
    done: () => words.jobs.retried,
  });
  return (
    <Button size="xs" variant="default" loading={retry.isPending} aria-label={words.jobs.retryOf(nameOf(job))} onClick={() => retry.mutate()}>
      {words.jobs.retry}
    </Button>
  );
}

function Download({ job }: { job: Job }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" aria-label={`${words.jobs.download}: ${nameOf(job)}`} onClick={() => setOpen(true)}>
        {words.jobs.download}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={words.jobs.downloadTitle}>
        <ExportFile exportId={job.job_id} />
        <DialogActions onLeave={() => setOpen(false)} leave={words.jobs.close} />
      </Dialog>
    </>
  );
}
