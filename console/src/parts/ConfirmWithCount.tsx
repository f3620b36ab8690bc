/** Before something that cannot be taken back: the person types how many it is about. */
import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "./Dialog";
import { DialogForm } from "./DialogForm";
import { count as written } from "./counts";

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in a sentence or two. */
  children: ReactNode;
  /** How many it is about, and what they are: 1,204 texts. */
  count: number;
  things: string;
  /** A verb: "Send 1,204 texts". */
  confirm: string;
  onConfirm: () => void;
  isBusy?: boolean;
  problem?: unknown;
}

export function ConfirmWithCount(given: ConfirmProps) {
  const { opened, onClose, title } = given;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {opened && <CountQuestion {...given} />}
    </Dialog>
  );
}

/** The question by itself, for where a dialog is open already. */
export function CountQuestion({ onClose, children, count, things, confirm, onConfirm, isBusy = false, problem }: Omit<ConfirmProps, "opened" | "title">) {
  const [typed, setTyped] = useState("");
  const isRight = matches(typed, count);
  return (
    <DialogForm
      onSubmit={() => isRight && onConfirm()}
      problem={problem}
      onLeave={onClose}
      confirm={confirm}
      isBusy={isBusy}
      isDisabled={!isRight}
      isRed
      notYet={isRight ? undefined : "The button works once the number is right."}
    >
      <div>{children}</div>
      <TextInput
        data-autofocus
        label={`Type ${written(count)} to confirm`}
        description={`That is how many ${things} this is about.`}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

/** With or without thousands' separators. */
export const matches = (typed: string, count: number) => typed.replace(/[\s,.]/g, "") === String(count);
