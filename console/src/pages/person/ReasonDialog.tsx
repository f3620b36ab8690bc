/** A change that needs a reason, which is kept as proof. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { toSentence } from "../../api/problem";
import type { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import { Note } from "../../parts/Note";
import style from "./person.module.css";
import { words } from "./words";

interface ReasonProps {
  opened: boolean;
  onClose: () => void;
  texts: { title: string; lead: string; reason: string; hint: string; short: string; confirm: string };
  /** Characters. */
  least: number;
  change: ReturnType<typeof useChange<string>>;
  isRed?: boolean;
}

export function ReasonDialog({ opened, ...given }: ReasonProps) {
  return (
    <Dialog opened={opened} onClose={given.onClose} title={given.texts.title}>
      {opened && <Question {...given} />}
    </Dialog>
  );
}

function Question({ onClose, texts, least, change, isRed }: Omit<ReasonProps, "opened">) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const submit = () => {
    if (reason.trim().length < least) setProblem(texts.short);
    else change.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <form
      className={style.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>{texts.lead}</p>
      <Textarea
        data-autofocus
        label={texts.reason}
        description={texts.hint}
        error={problem || undefined}
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setProblem("");
        }}
      />
      {change.isError && <Note kind="bad" {...toSentence(change.error)} />}
      <div className={style.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={change.isPending} {...(isRed ? { color: "red" } : {})}>
          {texts.confirm}
        </Button>
      </div>
    </form>
  );
}
