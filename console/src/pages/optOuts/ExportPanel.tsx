/** All opt-outs as a file: begun, watched, downloaded. */
import { Button } from "@mantine/core";
import { Card } from "../../parts/Card";
import { ExportFile } from "../../parts/ExportFile";
import { JobProgress } from "../../parts/JobProgress";
import { useExport } from "../../parts/useExport";
import style from "./optOuts.module.css";
import { words } from "./words";

export function ExportPanel() {
  const begin = useExport(false);
  const jobId = begin.data?.job_id;
  return (
    <Card title={words.export.title}>
      <p className="soft">{words.export.lead}</p>
      {jobId && <JobProgress key={jobId} jobId={jobId} title={words.export.job} done={(job) => <ExportFile exportId={job.job_id} />} />}
      <div className={style.ways}>
        <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate({ kind: "opt-outs", raw: false })}>
          {jobId ? words.export.again : words.export.button}
        </Button>
      </div>
    </Card>
  );
}
