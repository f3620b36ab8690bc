/** Before something that has consequences: they are told, and one more press does it. */
import type { ReactNode } from "react";
import { toSentence } from "../api/problem";
import { Dialog } from "./Dialog";
import { DialogActions } from "./DialogActions";
import { Note } from "./Note";

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in a sentence or two. */
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  isBusy?: boolean;
  problem?: unknown;
  /** It can be taken back. */
  isMild?: boolean;
}

export function Confirm({ opened, onClose, title, children, confirm, onConfirm, isBusy = false, problem, isMild = false }: ConfirmProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <div>{children}</div>
      {problem !== undefined && problem !== null && <Note kind="bad" {...toSentence(problem)} />}
      <DialogActions onLeave={onClose} confirm={confirm} onConfirm={onConfirm} isBusy={isBusy} isRed={!isMild} focus="leave" />
    </Dialog>
  );
}
