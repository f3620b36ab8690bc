/** All opt-outs as a file: begun, watched, downloaded. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../../api/client";
import type { Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import * as Icons from "../../look/icons";
import panel from "../../parts/panel.module.css";
import { JobProgress } from "../../parts/JobProgress";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { exportQuery } from "./optOutQueries";
import style from "./optOuts.module.css";
import { words } from "./words";

export function ExportPanel() {
  const { organizationId } = useOrganization();
  const [job, setJob] = useState<string>();
  const begin = useChange<void, Job>({
    run: (_, key) =>
      ask(api.POST("/v1/organizations/{organization_id}/exports", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } }, body: { kind: "opt-outs", raw: false } })),
  });
  return (
    <section className={panel.panel} aria-labelledby="export-opt-outs">
      <div className={panel.head}>
        <h2 className={panel.title} id="export-opt-outs">
          {words.export.title}
        </h2>
      </div>
      <p className="soft">{words.export.lead}</p>
      {job && <JobProgress key={job} jobId={job} title={words.export.job} done={(one) => <Ready id={one.job_id} />} />}
      <div className={style.ways}>
        <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate(undefined, { onSuccess: (begun) => setJob(begun.job_id) })}>
          {job ? words.export.again : words.export.button}
        </Button>
      </div>
    </section>
  );
}

function Ready({ id }: { id: string }) {
  const { organizationId } = useOrganization();
  const query = useQuery(exportQuery(organizationId, id));
  return (
    <Panel bare query={query} lines={2}>
      {(file) => (
        <div className={style.file}>
          {file.url && (
            <Button component="a" href={file.url} size="xs" leftSection={<Icons.Download size={16} />} download>
              {words.export.download}
            </Button>
          )}
          <p className="soft small">
            {words.export.ready(file.rows)} {words.export.until} <Time at={file.kept_until} />.
          </p>
        </div>
      )}
    </Panel>
  );
}
