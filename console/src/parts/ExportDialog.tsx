/** Rows as a file: what kind of file, how far it is written, and where it can be fetched. */
import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { toSentence } from "../api/problem";
import { Dialog } from "./Dialog";
import { DialogActions } from "./DialogActions";
import { ExportFile } from "./ExportFile";
import { JobProgress } from "./JobProgress";
import { Note } from "./Note";
import { useExport, type Wanted } from "./useExport";

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

function Content({ children, wanted, onClose }: Omit<ExportProps, "opened" | "title">) {
  const [raw, setRaw] = useState(false);
  const begin = useExport(true);
  if (begin.data) {
    return (
      <>
        <JobProgress jobId={begin.data.job_id} title={words.writing} done={(job) => <ExportFile exportId={job.job_id} />} />
        <p className="soft small">{words.leave}</p>
        <DialogActions onLeave={onClose} leave={words.close} />
      </>
    );
  }
  return (
    <>
      <p>{children}</p>
      <Checkbox checked={raw} label={words.raw} description={words.rawNote} onChange={(event) => setRaw(event.currentTarget.checked)} />
      {begin.isError && <Note kind="bad" {...toSentence(begin.error)} />}
      <DialogActions onLeave={onClose} leave={words.close} confirm={words.begin} onConfirm={() => begin.mutate({ ...wanted, raw })} isBusy={begin.isPending} focus="confirm" />
    </>
  );
}
