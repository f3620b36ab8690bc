/** A new key: what it is for, what it may do, how long; then its secret, once. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ApiProblem, toSentence } from "../../../api/problem";
import { Dialog } from "../../../parts/Dialog";
import { DialogForm } from "../../../parts/DialogForm";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import { Note } from "../../../parts/Note";
import { RoleChoice } from "../RoleChoice";
import { SecretOnce, useCreate } from "./KeyDialogs";
import { words } from "./words";

const LONGEST = 365;

export function CreateKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<"ADMIN" | "TEXTER">("TEXTER");
  const [days, setDays] = useState("90");
  const create = useCreate();
  const wrong = fieldProblems(create.error);
  const isRight = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= LONGEST;
  if (create.data) return <SecretOnce made={create.data} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={words.creating.title}>
      <DialogForm
        onSubmit={() => isRight && create.mutate({ name: name.trim(), role, expires_in_days: Number(days) })}
        onLeave={onClose}
        confirm={words.creating.submit}
        isBusy={create.isPending}
      >
        <TextInput
          data-autofocus
          label={words.creating.name}
          description={words.creating.nameHint}
          required
          withAsterisk={false}
          maxLength={100}
          autoComplete="off"
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleChoice label={words.creating.role} value={role} offered={["TEXTER", "ADMIN"]} onChange={(chosen) => chosen !== "OWNER" && setRole(chosen)} />
        <TextInput
          label={words.creating.days}
          description={words.creating.daysHint}
          inputMode="numeric"
          value={days}
          error={isRight ? wrong.expires_in_days : words.creating.daysWrong}
          onChange={(event) => setDays(event.currentTarget.value.trim())}
        />
        {create.error && !isAllShown(create.error, ["name", "expires_in_days"]) && <Note kind="bad" {...inWords(create.error)} />}
      </DialogForm>
    </Dialog>
  );
}

function inWords(error: unknown) {
  const said = toSentence(error);
  return error instanceof ApiProblem && error.status === 0 ? { ...said, remedy: words.creating.lost } : said;
}
