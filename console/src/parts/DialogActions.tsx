/** The buttons that end a dialog: the way out, and what the dialog is for; on a narrow phone the latter stands on top. */
import { Button } from "@mantine/core";
import style from "./dialogActions.module.css";

export interface DialogActionsProps {
  /** Without it there is no way out but the answer. */
  onLeave?: () => void;
  leave?: string;
  /** What the dialog is for, a verb; without it there is only the way out. */
  confirm?: string;
  /** Without it the button sends off the form that it stands in. */
  onConfirm?: () => void;
  isBusy?: boolean;
  isDisabled?: boolean;
  /** It cannot be taken back, or somebody loses something by it. */
  isRed?: boolean;
  /** Where the focus begins, if no field has it. */
  focus?: "leave" | "confirm";
}

export function DialogActions({ onLeave, leave = "Cancel", confirm, onConfirm, isBusy = false, isDisabled = false, isRed = false, focus }: DialogActionsProps) {
  return (
    <div className={style.actions}>
      {onLeave && (
        <Button variant="default" data-autofocus={focus === "leave" || undefined} onClick={onLeave}>
          {leave}
        </Button>
      )}
      {confirm && (
        <Button
          type={onConfirm ? "button" : "submit"}
          {...(isRed ? { color: "red" } : {})}
          data-autofocus={focus === "confirm" || undefined}
          loading={isBusy}
          disabled={isDisabled}
          onClick={onConfirm}
        >
          {confirm}
        </Button>
      )}
    </div>
  );
}
