/** Opts one person out, with the reason as the proof. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useOptOut } from "../../api/useOptOut";
import { Dialog } from "../../parts/Dialog";
import { DialogForm } from "../../parts/DialogForm";
import { words } from "./words";

const said = words.optOutDialog;

interface OptOutProps {
  opened: boolean;
  onClose: () => void;
  phone: string;
  name: string;
}

export function OptOutDialog({ opened, onClose, phone, name }: OptOutProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={said.title(name)}>
      {opened && <Question {...{ onClose, phone, name }} />}
    </Dialog>
  );
}

function Question({ onClose, phone, name }: Omit<OptOutProps, "opened">) {
  const [reason, setReason] = useState<string>(said.reasonGiven);
  const isShort = reason.trim().length < 3;
  const change = useOptOut(() => said.done(name));
  return (
    <DialogForm
      onSubmit={() => !isShort && !change.isPending && change.mutate({ phone, reason: reason.trim() }, { onSuccess: onClose })}
      problem={change.error}
      onLeave={onClose}
      confirm={said.confirm}
      isBusy={change.isPending}
      isRed
      focus="confirm"
    >
      <p>{said.lead}</p>
      <TextInput
        label={said.reason}
        description={said.reasonNote}
        maxLength={500}
        value={reason}
        error={isShort && said.tooShort}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
