/** A text of unknown fate is sent once more, on a person's word: with the reason, and after they were told the risk. */
import { Textarea } from "@mantine/core";
import { useId, useState } from "react";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Send } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { Phone } from "../../parts/Phone";
import { ReasonedButton } from "../../parts/ReasonedButton";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import style from "./release.module.css";
import { words } from "./words";

interface ReleaseProps {
  campaignId: string;
  blastId: string;
  send: Pick<Send, "send_id" | "phone">;
  /** Why it cannot be done now. */
  reason?: string | undefined;
  onReleased?: () => void;
}

export function Release({ campaignId, blastId, send, reason: cannot, onReleased }: ReleaseProps) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isTooShort, setTooShort] = useState(false);
  const id = useId();
  const release = useRelease(campaignId, blastId, send.send_id, () => {
    setOpen(false);
    onReleased?.();
  });
  const close = () => {
    setOpen(false);
    release.reset();
  };
  const confirm = () => (reason.trim().length < 3 ? setTooShort(true) : release.mutate(reason.trim()));
  return (
    <>
      <ReasonedButton size="xs" reason={cannot} aria-label={`${words.release.button}: ${writePhone(send.phone)}`} onClick={() => setOpen(true)}>
        {words.release.button}
      </ReasonedButton>
      <ConfirmWithCount
        opened={isOpen}
        onClose={close}
        title={words.release.title}
        count={1}
        things={words.release.things}
        confirm={words.release.confirm}
        onConfirm={confirm}
        isBusy={release.isPending}
        problem={release.error}
      >
        <div className={style.question}>
          <p>
            <Phone value={send.phone} />
          </p>
          <p>{words.release.lead}</p>
          <p className="soft">{words.release.once}</p>
          <Textarea
            id={id}
            data-autofocus
            label={words.release.reason}
            description={words.release.reasonHint}
            maxLength={500}
            rows={2}
            value={reason}
            error={isTooShort && words.release.reasonShort}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setTooShort(false);
            }}
          />
        </div>
      </ConfirmWithCount>
    </>
  );
}

function useRelease(campaignId: string, blastId: string, sendId: string, onDone: () => void) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, campaign_id: campaignId, blast_id: blastId, send_id: sendId };
  return useChange<string, Send>({
    run: async (reason, key) => {
      const sent = await ask(
        api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}/sends/{send_id}/release", {
          params: { path, header: { "Idempotency-Key": key } },
          body: { reason },
        }),
      );
      onDone();
      return sent;
    },
    refreshes: [keys.campaign(organizationId, campaignId), [organizationId, "unknown-sends"]],
    done: () => words.release.done,
    showsProblem: true,
  });
}
