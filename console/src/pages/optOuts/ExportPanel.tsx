/** All opt-outs as a file: begun, watched, downloaded. */
import { Button } from "@mantine/core";
import { ExportFile } from "../../parts/ExportFile";
import { JobProgress } from "../../parts/JobProgress";
import panel from "../../parts/panel.module.css";
import { useExport } from "../../parts/useExport";
import style from "./optOuts.module.css";
import { words } from "./words";

export function ExportPanel() {
  const begin = useExport(false);
  const jobId = begin.data?.job_id;
  return (
    <section className={panel.panel} aria-labelledby="export-opt-outs">
      <div className={panel.head}>
        <h2 className={panel.title} id="export-opt-outs">
          {words.export.title}
        </h2>
      </div>
      <p className="soft">{words.export.lead}</p>
      {jobId && <JobProgress key={jobId} jobId={jobId} title={words.export.job} done={(job) => <ExportFile exportId={job.job_id} />} />}
      <div className={style.ways}>
        <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate({ kind: "opt-outs", raw: false })}>
          {jobId ? words.export.again : words.export.button}
        </Button>
      </div>
    </section>
  );
}
