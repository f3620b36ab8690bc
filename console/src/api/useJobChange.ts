/** Cancelling a job, and trying it again: once however often it is pressed, then jobs and what else it concerns are read anew. */
import type { QueryKey } from "@tanstack/react-query";
import { useOrganization } from "../session/useOrganization";
import { api, ask } from "./client";
import { keys } from "./queries";
import type { Job } from "./shapes";
import { useChange } from "./useChange";

export interface JobChange {
  refreshes?: readonly QueryKey[];
  /** What to tell when it is done. */
  done?: () => string;
}

export const useCancelJob = (change: JobChange = {}) => useJobChange("cancel", change);
export const useRetryJob = (change: JobChange = {}) => useJobChange("retry", change);

/** By the job's id. */
function useJobChange(what: "cancel" | "retry", { refreshes = [], ...rest }: JobChange) {
  const { organizationId } = useOrganization();
  return useChange<string, Job>({
    run: (jobId, key) => {
      const params = { path: { organization_id: organizationId, job_id: jobId }, header: { "Idempotency-Key": key } };
      return ask(api.POST(`/v1/organizations/{organization_id}/jobs/{job_id}/${what}`, { params }));
    },
    refreshes: [keys.jobs(organizationId), ...refreshes],
    ...rest,
  });
}
