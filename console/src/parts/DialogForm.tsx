/** What a dialog asks for: its fields, what went wrong when it was sent off, and the buttons that end it. */
import type { ReactNode } from "react";
import { toSentence } from "../api/problem";
import style from "./dialog.module.css";
import { DialogActions, type DialogActionsProps } from "./DialogActions";
import { Note } from "./Note";

interface DialogFormProps extends Omit<DialogActionsProps, "onConfirm"> {
  children: ReactNode;
  onSubmit: () => void;
  /** Only what no field says by itself. */
  problem?: unknown;
  /** Below the buttons: why they do not work yet. */
  notYet?: string | undefined;
}

export function DialogForm({ children, onSubmit, problem, notYet, ...actions }: DialogFormProps) {
  return (
    <form
      className={style.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {problem ? <Note kind="bad" {...toSentence(problem)} /> : null}
      <DialogActions {...actions} />
      {notYet && <p className="soft small">{notYet}</p>}
    </form>
  );
}
