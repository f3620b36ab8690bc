/** Opts one person out, with the reason as the proof. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { conversationKeys } from "./inboxQueries";
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
  const { organizationId } = useOrganization();
  const [reason, setReason] = useState<string>(said.reasonGiven);
  const isShort = reason.trim().length < 3;
  const change = useChange<string>({
    run: (why, key) =>
      ask(api.POST("/v1/organizations/{organization_id}/opt-outs", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } }, body: { phone, reason: why } })),
    refreshes: [...conversationKeys(organizationId), [organizationId, "opt-outs"]],
    done: () => said.done(name),
    showsProblem: true,
  });
  return (
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isShort && !change.isPending) change.mutate(reason.trim(), { onSuccess: onClose });
      }}
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
      {change.error && <Note kind="bad" {...toSentence(change.error)} />}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {said.cancel}
        </Button>
        <Button type="submit" color="red" loading={change.isPending} data-autofocus>
          {said.confirm}
        </Button>
      </div>
    </form>
  );
}
