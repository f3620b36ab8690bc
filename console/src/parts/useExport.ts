/** What is wanted as a file goes in; the job that writes it is begun, once however often it is tried. */
import { api, ask } from "../api/client";
import { keys } from "../api/queries";
import type { components } from "../api/schema.gen";
import type { Job } from "../api/shapes";
import { useChange } from "../api/useChange";
import { useOrganization } from "../session/useOrganization";

type ExportBody = components["schemas"]["ExportBody"];
export type Wanted = Omit<ExportBody, "raw">;

/** `showsProblem`: the caller says what went wrong. */
export function useExport(showsProblem: boolean) {
  const { organizationId } = useOrganization();
  return useChange<ExportBody, Job>({
    run: (body, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/exports", { params, body }));
    },
    refreshes: [keys.jobs(organizationId)],
    showsProblem,
  });
}
