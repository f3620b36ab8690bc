/** Steps that were set aside are tried again: one at a press, all after the person has typed how many. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import type { DeadLetter } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { useOrganization } from "../../session/useOrganization";
import { stepOf } from "./letters";
import { words } from "./words";

interface Replayed {
  replayed: number;
  left: number;
}

const told = ({ replayed, left }: Replayed) => (replayed === 0 && left === 0 ? words.stuck.nothingReplayed : words.stuck.replayed(replayed, left));

export function ReplayOne({ letter }: { letter: DeadLetter }) {
  const { organizationId } = useOrganization();
  const replay = useChange<void, Replayed>({
    run: (_, key) =>
      ask(
        api.POST("/v1/organizations/{organization_id}/dead-letters/{message_id}/replay", {
          params: { path: { organization_id: organizationId, message_id: letter.message_id }, header: { "Idempotency-Key": key } },
        }),
      ),
    refreshes: [[organizationId, "dead-letters"]],
    done: told,
  });
  return (
    <Button size="xs" variant="default" loading={replay.isPending} aria-label={words.stuck.oneOf(stepOf(letter))} onClick={() => replay.mutate()}>
      {words.stuck.one}
    </Button>
  );
}

export function ReplayAll({ count }: { count: number }) {
  const { organizationId } = useOrganization();
  const [isOpen, setOpen] = useState(false);
  const replay = useChange<void, Replayed>({
    run: async (_, key) => {
      const done = await ask(
        api.POST("/v1/organizations/{organization_id}/dead-letters/replay-all", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } } }),
      );
      setOpen(false);
      return done;
    },
    refreshes: [[organizationId, "dead-letters"]],
    done: told,
    showsProblem: true,
  });
  const close = () => {
    setOpen(false);
    replay.reset();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.stuck.all}
      </Button>
      <ConfirmWithCount
        opened={isOpen}
        onClose={close}
        title={words.stuck.allTitle(count)}
        count={count}
        things={words.stuck.things}
        confirm={words.stuck.allConfirm(count)}
        onConfirm={() => replay.mutate()}
        isBusy={replay.isPending}
        problem={replay.error}
      >
        <p>{words.stuck.allLead}</p>
        <p className="soft">{words.stuck.safe}</p>
      </ConfirmWithCount>
    </>
  );
}
