/** A job's id goes in; how it stands comes out, asked often at first and then more patiently, until it ends. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { Job } from "../api/shapes";
import { useOrganization } from "../session/useOrganization";

const ENDED: ReadonlySet<Job["state"]> = new Set(["DONE", "FAILED", "CANCELLED"]);
const FIRST = 1_000;
const LAST = 10_000;

export const hasEnded = (job: Job) => ENDED.has(job.state);

/** Twice a second for nobody: 1 s, 1.3 s, 1.7 s … 10 s. */
export const pause = (looks: number) => Math.min(FIRST * 1.3 ** looks, LAST);

export function useJob(jobId: string | null | undefined) {
  const { organizationId } = useOrganization();
  return useQuery({
    queryKey: [organizationId, "jobs", jobId],
    queryFn: () =>
      ask(
        api.GET("/v1/organizations/{organization_id}/jobs/{job_id}", {
          params: { path: { organization_id: organizationId, job_id: jobId ?? "" } },
        }),
      ),
    enabled: Boolean(jobId),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : pause(state.dataUpdateCount)),
  });
}
