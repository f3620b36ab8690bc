/** Opts out a list of phones from elsewhere: pasted or from a file, confirmed by its count, told what came of it. */
import { Button, FileButton, Progress, Textarea, TextInput } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { DialogActions } from "../../parts/DialogActions";
import { DialogForm } from "../../parts/DialogForm";
import { Note } from "../../parts/Note";
import { AT_ONCE, type Imported, type Listed, listOf } from "./list";
import style from "./optOuts.module.css";
import { useImport } from "./useImport";
import { words } from "./words";

const said = words.importDialog;
const SHOWN = 20;

export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  // a list is begun anew each time the dialog is
  return opened && <Importing onClose={onClose} />;
}

function Importing({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const listed = useMemo(() => listOf(text), [text]);
  const { run, isRunning, isDone, result, batches, problem } = useImport();
  const total = listed.entries.length;
  if (isDone && result) {
    return (
      <Dialog opened onClose={onClose} title={said.done}>
        <Result result={result} onClose={onClose} />
      </Dialog>
    );
  }
  const through = Math.min(batches * AT_ONCE, total);
  return (
    <>
      <Dialog opened={!isAsked} onClose={onClose} title={said.title}>
        <Form {...{ text, setText, reason, setReason, listed, onClose }} onNext={() => setAsked(true)} />
      </Dialog>
      <ConfirmWithCount
        opened={isAsked}
        onClose={() => !isRunning && setAsked(false)}
        title={said.confirmTitle(total)}
        count={total}
        things={said.things}
        confirm={said.confirm(total)}
        isBusy={isRunning}
        problem={problem}
        onConfirm={() => !isRunning && void run(listed.entries, reason.trim())}
      >
        <p>{said.confirmLead}</p>
        {isRunning && total > AT_ONCE && (
          <div className={style.progress} role="status">
            <Progress value={Math.max((through / total) * 100, 2)} aria-label={said.title} />
            <p className="soft small">{said.progress(through, total)}</p>
          </div>
        )}
        {!isRunning && problem && through > 0 && <p className="soft small">{said.stopped(through, total)}</p>}
      </ConfirmWithCount>
    </>
  );
}

interface FormProps {
  text: string;
  setText: (text: string) => void;
  reason: string;
  setReason: (reason: string) => void;
  listed: Listed;
  onClose: () => void;
  onNext: () => void;
}

function Form({ text, setText, reason, setReason, listed, onClose, onNext }: FormProps) {
  const [isTried, setTried] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const isShort = reason.trim().length < 3;
  const isNothing = listed.entries.length === 0;
  const forget = useRef<() => void>(null);
  const take = (file: File | null) => {
    // else a browser says nothing when the same file is chosen again after it was mended
    forget.current?.();
    void file?.text().then(
      (read) => {
        const isText = !read.includes("\u0000");
        setBroken(!isText);
        if (isText) setText(read);
      },
      () => setBroken(true),
    );
  };
  return (
    <DialogForm
      onSubmit={() => {
        setTried(true);
        if (!isShort && !isNothing) onNext();
      }}
      onLeave={onClose}
      confirm={said.next}
    >
      <p>{said.lead}</p>
      <Textarea
        data-autofocus
        label={said.list}
        rows={6}
        value={text}
        spellCheck={false}
        error={isTried && isNothing && said.nothing}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={style.ways}>
        <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" resetRef={forget} onChange={take}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {said.file}
            </Button>
          )}
        </FileButton>
        <p className="soft small" role="status">
          {said.found(listed.entries.length)} {listed.column && said.column(listed.column)}
        </p>
      </div>
      {isBroken && <Note kind="bad" title={said.fileBroken} />}
      <TextInput
        label={said.reason}
        description={words.addDialog.reasonNote}
        placeholder={said.reasonExample}
        maxLength={500}
        value={reason}
        error={isTried && isShort && said.short}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function Result({ result, onClose }: { result: Imported; onClose: () => void }) {
  const { refused } = result;
  return (
    <div className={dialog.dialog}>
      <Note kind="good" title={said.result(result.opted_out, result.already)} />
      {refused.length > 0 && (
        <div>
          <p>{said.refused(refused.length)}</p>
          <ul className={style.refused}>
            {refused.slice(0, SHOWN).map((one) => (
              <li key={one.row}>
                <span className="soft">{said.row(one.row)}</span> <bdi>{one.phone}</bdi>
              </li>
            ))}
            {refused.length > SHOWN && <li className="soft">{said.moreRows(refused.length - SHOWN)}</li>}
          </ul>
        </div>
      )}
      <DialogActions confirm={said.close} onConfirm={onClose} focus="confirm" />
    </div>
  );
}
