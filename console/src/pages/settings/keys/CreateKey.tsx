/** A new key: what it is for, what it may do, how long; then its secret, once. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { ApiProblem, toSentence } from "../../../api/problem";
import { Dialog } from "../../../parts/Dialog";
import dialog from "../../../parts/dialog.module.css";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import { Note } from "../../../parts/Note";
import { RoleChoice } from "../RoleChoice";
import { words as shared } from "../words";
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
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) create.mutate({ name: name.trim(), role, expires_in_days: Number(days) });
        }}
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
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {shared.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {words.creating.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function inWords(error: unknown) {
  const said = toSentence(error);
  return error instanceof ApiProblem && error.status === 0 ? { ...said, remedy: words.creating.lost } : said;
}
