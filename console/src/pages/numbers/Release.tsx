/** Giving one number back to the carrier, for good: what that means, and a last look at which number it is. */
import { Button, TextInput, Tooltip } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { ApiProblem, toSentence } from "../../api/problem";
import { keys } from "../../api/queries";
import type { OwnedNumber } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import dialog from "../../parts/dialog.module.css";
import { Dialog } from "../../parts/Dialog";
import { Note } from "../../parts/Note";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import style from "./numbers.module.css";
import { words } from "./words";

export function Release({ number }: { number: OwnedNumber }) {
  const [isOpen, setOpen] = useState(false);
  const phone = writePhone(number.phone);
  const why = whyNot(number);
  const button = (
    <Button
      variant="subtle"
      color="red"
      className={why ? style.locked : undefined}
      size="compact-sm"
      aria-disabled={why ? true : undefined}
      aria-label={words.releaseOf(phone)}
      onClick={why ? (event) => event.preventDefault() : () => setOpen(true)}
    >
      {words.release}
    </Button>
  );
  if (why) return <Tooltip label={why} multiline w={260}>{button}</Tooltip>;
  return (
    <>
      {button}
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={words.ask.title(phone)}>
        {isOpen && <Question phone={number.phone} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function whyNot({ state, member_id }: OwnedNumber): string | undefined {
  if (state === "AVAILABLE") return undefined;
  return member_id ? words.notNow.MEMBER : words.notNow[state];
}

function Question({ phone, onDone }: { phone: string; onDone: () => void }) {
  const [typed, setTyped] = useState("");
  const release = useRelease(phone);
  const digits = phone.slice(-4);
  const isRight = typed.trim() === digits;
  return (
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) release.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <p>{words.ask.lead}</p>
      <p>{words.ask.replies}</p>
      <TextInput
        data-autofocus
        label={words.ask.type(digits)}
        description={words.ask.how}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {release.error && <Note kind="bad" {...toSentence(release.error)} />}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onDone}>
          {words.ask.cancel}
        </Button>
        <Button type="submit" color="red" loading={release.isPending} disabled={!isRight}>
          {words.ask.confirm}
        </Button>
      </div>
      {!isRight && <p className="soft small">{words.ask.notYet}</p>}
    </form>
  );
}

/** A number that is not there any more was released before: by a press whose answer was lost, or by somebody else. */
function useRelease(phone: string) {
  const { organizationId } = useOrganization();
  return useChange<void, void>({
    run: async () => {
      try {
        await ask(api.DELETE("/v1/organizations/{organization_id}/numbers/{phone}", { params: { path: { organization_id: organizationId, phone } } }));
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 404)) throw error;
      }
    },
    refreshes: [keys.numbers(organizationId)],
    done: () => words.released(writePhone(phone)),
    showsProblem: true,
  });
}
