/** Opts one phone out by hand, with how the person asked for it. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ApiProblem, toSentence } from "../../api/problem";
import { useOptOut } from "../../api/useOptOut";
import { Dialog } from "../../parts/Dialog";
import { DialogForm } from "../../parts/DialogForm";
import { writePhone } from "../../parts/writePhone";
import { words } from "./words";

const said = words.addDialog;

interface AddProps {
  opened: boolean;
  onClose: () => void;
  /** Known already, where one was looked up. */
  phone: string;
}

export function AddDialog({ opened, onClose, phone }: AddProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={said.title}>
      {opened && <Question onClose={onClose} phone={phone} />}
    </Dialog>
  );
}

function Question({ onClose, phone: given }: Omit<AddProps, "opened">) {
  const [phone, setPhone] = useState(given && writePhone(given));
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const change = useOptOut((after) => said.done(writePhone(after.phone)));
  const phoneProblem = phone.trim().length < 4 ? said.noPhone : undefined;
  const reasonProblem = reason.trim().length < 3 ? said.short : undefined;
  const refused = change.error instanceof ApiProblem && change.error.errors.some((one) => one.field === "phone") ? toSentence(change.error).remedy : undefined;
  return (
    <DialogForm
      onSubmit={() => {
        setTried(true);
        if (!phoneProblem && !reasonProblem && !change.isPending) change.mutate({ phone: phone.trim(), reason: reason.trim() }, { onSuccess: onClose });
      }}
      problem={refused ? undefined : change.error}
      onLeave={onClose}
      confirm={said.confirm}
      isBusy={change.isPending}
      isRed
    >
      <p>{said.lead}</p>
      <TextInput
        data-autofocus={given === "" || undefined}
        label={said.phone}
        placeholder={words.find.placeholder}
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={phone}
        error={(isTried && phoneProblem) || refused}
        onChange={(event) => {
          setPhone(event.currentTarget.value);
          change.reset();
        }}
      />
      <TextInput
        data-autofocus={given !== "" || undefined}
        label={said.reason}
        description={said.reasonNote}
        placeholder={said.reasonExample}
        maxLength={500}
        value={reason}
        error={isTried && reasonProblem}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
