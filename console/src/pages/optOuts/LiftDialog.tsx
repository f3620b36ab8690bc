/** Lifts an opt-out, because the person asked for texts again; an owner's job, with a reason. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { Note } from "../../parts/Note";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import { optOutKeys } from "./optOutQueries";
import { words } from "./words";

const said = words.liftDialog;
const LEAST = 10;

interface LiftProps {
  opened: boolean;
  onClose: () => void;
  phone: string;
}

export function LiftDialog({ opened, onClose, phone }: LiftProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={said.title(writePhone(phone))}>
      {opened && <Question onClose={onClose} phone={phone} />}
    </Dialog>
  );
}

function Question({ onClose, phone }: Omit<LiftProps, "opened">) {
  const { organizationId } = useOrganization();
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < LEAST;
  const change = useChange<string>({
    run: (why) => ask(api.DELETE("/v1/organizations/{organization_id}/opt-outs/{phone}", { params: { path: { organization_id: organizationId, phone }, query: { reason: why } } })),
    refreshes: optOutKeys(organizationId),
    done: () => said.done(writePhone(phone)),
    showsProblem: true,
  });
  return (
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isShort && !change.isPending) change.mutate(reason.trim(), { onSuccess: onClose });
      }}
    >
      <p>{said.lead}</p>
      <p className="soft">{said.easier}</p>
      <Textarea
        data-autofocus
        label={said.reason}
        description={said.reasonNote}
        rows={3}
        maxLength={500}
        value={reason}
        error={isTried && isShort && said.short}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {change.error && <Note kind="bad" {...toSentence(change.error)} />}
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
