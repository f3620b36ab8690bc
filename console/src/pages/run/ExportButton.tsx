/** Texts or replies as a CSV file: asked for, followed while it is written, then downloaded. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import type { Blast, Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

type Kind = "sends" | "replies";

export function ExportButton({ kind, blast }: { kind: Kind; blast: Blast }) {
  const [isOpen, setOpen] = useState(false);
  const begin = useExport(kind, blast);
  const jobId = begin.data?.job_id;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.export[kind]}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={words.export.title[kind]}>
        <p>{words.export.lead}</p>
        {jobId && <JobProgress key={jobId} jobId={jobId} title={words.export.working} done={() => <Ready exportId={jobId} />} />}
        {begin.error && <Note kind="bad" {...toSentence(begin.error)} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={() => setOpen(false)}>
            {words.export.close}
          </Button>
          <Button variant={jobId ? "default" : "filled"} loading={begin.isPending} onClick={() => begin.mutate()}>
            {jobId ? words.export.again : words.export.begin}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function useExport(kind: Kind, blast: Blast) {
  const { organizationId } = useOrganization();
  return useChange<void, Job>({
    run: (_, key) =>
      ask(
        api.POST("/v1/organizations/{organization_id}/exports", {
          params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } },
          body: { kind, campaign_id: blast.campaign_id, blast_id: blast.blast_id, raw: false },
        }),
      ),
    refreshes: [[organizationId, "jobs"]],
    showsProblem: true,
  });
}

/** The address of a finished export's file; it is good for some minutes, so it is asked for when it is shown. */
export function Ready({ exportId }: { exportId: string }) {
  const { organizationId } = useOrganization();
  const query = useQuery({
    queryKey: [organizationId, "exports", exportId],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/exports/{export_id}", { params: { path: { organization_id: organizationId, export_id: exportId } } })),
    staleTime: 0,
  });
  return (
    <Panel bare query={query} lines={2}>
      {(file) => (
        <Note kind="good" title={words.export.ready(file.rows)} remedy={file.url_expires_at && <>{words.export.until} <Time at={file.url_expires_at} />.</>}>
          {file.url && (
            <Button component="a" size="xs" href={file.url} download>
              {words.export.download}
            </Button>
          )}
        </Note>
      )}
    </Panel>
  );
}
