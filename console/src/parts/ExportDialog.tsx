/** Rows as a file: what kind of file, how far it is written, and where it can be fetched. */
import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../api/client";
import { toSentence } from "../api/problem";
import type { components } from "../api/schema.gen";
import type { Job } from "../api/shapes";
import { useChange } from "../api/useChange";
import * as Icons from "../look/icons";
import { useOrganization } from "../session/useOrganization";
import { counted } from "./counts";
import { Dialog } from "./Dialog";
import style from "./dialog.module.css";
import { JobProgress } from "./JobProgress";
import { Note } from "./Note";
import { Panel } from "./Panel";
import { Time } from "./Time";

type Wanted = Omit<components["schemas"]["ExportBody"], "raw">;

interface ExportProps {
  /** What is exported, in a few words. */
  title: string;
  /** What a row of the file is. */
  children: string;
  wanted: Wanted;
  opened: boolean;
  onClose: () => void;
}

const words = {
  raw: "As it is stored, for programs",
  rawNote:
    "Otherwise the file is made for spreadsheets: an apostrophe stands before every cell that one would run as a formula, phones too. Never open a file for programs in a spreadsheet.",
  begin: "Write the file",
  writing: "Writing the file",
  done: (rows: number) => `The file is ready: ${counted(rows, "row")}`,
  kept: "It is kept until",
  download: "Download",
  gone: { title: "The file has been deleted", remedy: "Files are kept for seven days. Write it anew." },
  close: "Close",
  leave: "You can close this; the file is written anyway, and Operations lists it.",
};

export function ExportDialog({ opened, ...given }: ExportProps) {
  return (
    <Dialog opened={opened} onClose={given.onClose} title={given.title}>
      {opened && <Content {...given} />}
    </Dialog>
  );
}

function Content({ children, wanted, onClose }: Omit<ExportProps, "opened">) {
  const { organizationId } = useOrganization();
  const [isRaw, setRaw] = useState(false);
  const begin = useChange<Wanted & { raw: boolean }, Job>({
    run: (body, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/exports", { params, body }));
    },
    refreshes: [[organizationId, "jobs"]],
    showsProblem: true,
  });
  if (begin.data) {
    const exportId = begin.data.job_id;
    return (
      <>
        <JobProgress jobId={exportId} title={words.writing} done={() => <Written exportId={exportId} />} />
        <p className="soft small">{words.leave}</p>
        <div className={style.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>{children}</p>
      <Checkbox checked={isRaw} label={words.raw} description={words.rawNote} onChange={(event) => setRaw(event.currentTarget.checked)} />
      {begin.isError && <Note kind="bad" {...toSentence(begin.error)} />}
      <div className={style.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.close}
        </Button>
        <Button data-autofocus loading={begin.isPending} onClick={() => begin.mutate({ ...wanted, raw: isRaw })}>
          {words.begin}
        </Button>
      </div>
    </>
  );
}

function Written({ exportId }: { exportId: string }) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, export_id: exportId } };
  const query = useQuery({
    queryKey: [organizationId, "export", exportId],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/exports/{export_id}", { params })),
    // its link is good for a quarter of an hour
    refetchInterval: 10 * 60_000,
  });
  return (
    <Panel bare query={query} lines={2}>
      {(found) =>
        found.url ? (
          <Note kind="good" title={words.done(found.rows)} remedy={<>{words.kept} <Time at={found.kept_until} />.</>}>
            <Button component="a" href={found.url} size="sm" leftSection={<Icons.Download size={18} />}>
              {words.download}
            </Button>
          </Note>
        ) : (
          <Note kind="info" {...words.gone} />
        )
      }
    </Panel>
  );
}
