/** A change that needs a reason, which is kept as proof. */
import { Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "./Dialog";
import { DialogForm } from "./DialogForm";

interface ReasonProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in a sentence or two. */
  children: ReactNode;
  texts: { reason: string; hint: string; short: string; confirm: string; leave?: string };
  /** Characters. */
  least: number;
  onConfirm: (reason: string) => void;
  isBusy: boolean;
  problem: unknown;
  isRed?: boolean;
}

export function ReasonDialog({ opened, title, ...given }: ReasonProps) {
  return (
    <Dialog opened={opened} onClose={given.onClose} title={title}>
      {opened && <Question {...given} />}
    </Dialog>
  );
}

function Question({ onClose, children, texts, least, onConfirm, isBusy, problem, isRed = false }: Omit<ReasonProps, "opened" | "title">) {
  const [reason, setReason] = useState("");
  const [isTold, setTold] = useState(false);
  const isShort = reason.trim().length < least;
  const submit = () => {
    setTold(isShort);
    if (!isShort && !isBusy) onConfirm(reason.trim());
  };
  return (
    <DialogForm onSubmit={submit} onLeave={onClose} leave={texts.leave} confirm={texts.confirm} {...{ isBusy, isRed, problem }}>
      {children}
      <Textarea
        data-autofocus
        label={texts.reason}
        description={texts.hint}
        error={isTold && texts.short}
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setTold(false);
        }}
      />
    </DialogForm>
  );
}
