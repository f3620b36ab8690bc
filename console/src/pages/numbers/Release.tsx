/** Giving one number back to the carrier, for good: what that means, and a last look at which number it is. */
import { Button, TextInput, Tooltip } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { keys } from "../../api/queries";
import type { OwnedNumber } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import { DialogForm } from "../../parts/DialogForm";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import style from "./release.module.css";
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
    <DialogForm
      onSubmit={() => isRight && release.mutate(undefined, { onSuccess: onDone })}
      problem={release.error}
      onLeave={onDone}
      leave={words.ask.cancel}
      confirm={words.ask.confirm}
      isBusy={release.isPending}
      isDisabled={!isRight}
      isRed
      notYet={isRight ? undefined : words.ask.notYet}
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
    </DialogForm>
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
