/** Where a file is dropped or chosen, and how far its upload is. */
import { Button, FileButton, Progress } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import * as Icons from "../../look/icons";
import { Note } from "../../parts/Note";
import audience from "./audience.module.css";
import { MOST_BYTES } from "./file";
import style from "./filePicker.module.css";
import { type Uploaded, useUpload, type UploadState } from "./useUpload";
import { megabytes, words } from "./words";

export function FilePicker({ campaignId, onThere }: { campaignId: string; onThere: (uploaded: Uploaded) => void }) {
  const { state, begin, cancel, reset } = useUpload(campaignId, onThere);
  const [problem, setProblem] = useState<{ title: string; remedy: string }>();
  const take = (files: readonly File[]) => {
    setProblem(files.length > 1 ? words.wrongFile.many : undefined);
    const [file] = files;
    if (files.length > 1) reset();
    else if (file) begin(file);
  };
  if (state.is === "preparing" || state.is === "sending") return <Sending state={state} onCancel={cancel} />;
  const told = problem ?? (state.is === "broken" ? state.problem : undefined);
  const again = state.is === "broken" ? state.again : undefined;
  return (
    <div className={audience.picker}>
      {told && (
        <Note kind="bad" {...told}>
          {again && !problem && (
            <Button size="xs" variant="default" onClick={() => begin(again)}>
              {words.upload.again}
            </Button>
          )}
        </Note>
      )}
      <DropZone onFiles={take} />
    </div>
  );
}

function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const forget = useRef<() => void>(null);
  // A browser says nothing when the same file is chosen again, even if it was mended meanwhile.
  const choose = (file: File | null) => {
    forget.current?.();
    if (file) onFiles([file]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      role="presentation"
      className={style.drop}
      data-over={isOver || undefined}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icons.Contacts size={28} />
      <p className={style.dropTitle}>{isOver ? words.drop.release : words.drop.title}</p>
      <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" resetRef={forget} onChange={choose}>
        {(props) => (
          <Button {...props} variant="default">
            {words.drop.button}
          </Button>
        )}
      </FileButton>
      <p className="soft small">{words.drop.limits(MOST_BYTES)}</p>
      <p className="soft small">{words.drop.privacy}</p>
    </div>
  );
}

type OnItsWay = Extract<UploadState, { is: "preparing" | "sending" }>;

function Sending({ state, onCancel }: { state: OnItsWay; onCancel: () => void }) {
  const sent = state.is === "sending" ? Math.min(state.sent, state.file.size) : 0;
  const share = (sent / state.file.size) * 100;
  return (
    <div className={style.drop} data-sending="">
      <p className={style.dropTitle} role="status">
        {state.is === "preparing" ? words.upload.preparing : <>{words.upload.underWay("")}<bdi>{state.file.name}</bdi></>}
      </p>
      <div className={style.bar}>
        <Progress value={Math.max(share, 2)} aria-label={words.upload.underWay(state.file.name)} />
      </div>
      <p className="soft small">{words.upload.of(size(sent), size(state.file.size))}</p>
      <Button variant="default" onClick={onCancel}>
        {words.upload.cancel}
      </Button>
    </div>
  );
}

const size = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : megabytes(bytes));
