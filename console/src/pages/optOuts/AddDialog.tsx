/** Opts one phone out by hand, with how the person asked for it. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { ApiProblem, toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { Note } from "../../parts/Note";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import { optOutKeys, type Subscription } from "./optOutQueries";
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
  const { organizationId } = useOrganization();
  const [phone, setPhone] = useState(given && writePhone(given));
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const change = useChange<{ phone: string; reason: string }, Subscription>({
    run: (body, key) => ask(api.POST("/v1/organizations/{organization_id}/opt-outs", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } }, body })),
    refreshes: optOutKeys(organizationId),
    done: (done) => said.done(writePhone(done.phone)),
    showsProblem: true,
  });
  const phoneProblem = phone.trim().length < 4 ? said.noPhone : undefined;
  const reasonProblem = reason.trim().length < 3 ? said.short : undefined;
  const refused = change.error instanceof ApiProblem && change.error.errors.some((one) => one.field === "phone") ? toSentence(change.error).remedy : undefined;
  return (
    <form
      className={dialog.dialog}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!phoneProblem && !reasonProblem && !change.isPending) change.mutate({ phone: phone.trim(), reason: reason.trim() }, { onSuccess: onClose });
      }}
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
      {change.error && !refused && <Note kind="bad" {...toSentence(change.error)} />}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {said.cancel}
        </Button>
        <Button type="submit" color="red" loading={change.isPending}>
          {said.confirm}
        </Button>
      </div>
    </form>
  );
}
