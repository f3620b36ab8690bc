/** What can be done with a job: cancel it, try it again, fetch its file. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Job } from "../../api/shapes";
import { useCancelJob, useRetryJob } from "../../api/useJobChange";
import { Dialog } from "../../parts/Dialog";
import { DialogActions } from "../../parts/DialogActions";
import { ExportFile } from "../../parts/ExportFile";
import { hasFile, mayCancel, mayRetry, nameOf } from "./jobs";
import { words } from "./words";

export function JobActions({ job }: { job: Job }) {
  const cancel = useCancelJob({ done: () => words.jobs.cancelled });
  const retry = useRetryJob({ done: () => words.jobs.retried });
  if (mayCancel(job)) return <Change change={cancel} job={job} label={words.jobs.cancelOf(nameOf(job))}>{words.jobs.cancel}</Change>;
  if (mayRetry(job)) return <Change change={retry} job={job} label={words.jobs.retryOf(nameOf(job))}>{words.jobs.retry}</Change>;
  return hasFile(job) ? <Download job={job} /> : null;
}

interface ChangeProps {
  change: ReturnType<typeof useCancelJob>;
  job: Job;
  label: string;
  children: string;
}

function Change({ change, job, label, children }: ChangeProps) {
  return (
    <Button size="xs" variant="default" loading={change.isPending} aria-label={label} onClick={() => change.mutate(job.job_id)}>
      {children}
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
