/** Forgetting a person: why, typed confirmation, how far it is, and what only the carrier still holds. */
import { Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Job } from "../../api/shapes";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { DialogActions } from "../../parts/DialogActions";
import { DialogForm } from "../../parts/DialogForm";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { hasEnded, useJob } from "../../parts/useJob";
import { useOrganization } from "../../session/useOrganization";
import { usePersonChanges } from "./queries";
import { words } from "./words";

interface EraseProps {
  phone: string;
  opened: boolean;
  onClose: () => void;
}

export function EraseDialog({ phone, opened, onClose }: EraseProps) {
  const [reason, setReason] = useState<string>();
  const { erase } = usePersonChanges(phone);
  const isOver = useRefreshAtEnd(erase.data);
  const close = () => {
    setReason(undefined);
    // what has begun is followed to its end, also behind a closed dialog
    if (!erase.data || isOver) erase.reset();
    onClose();
  };
  if (opened && erase.data) {
    return (
      <Dialog opened onClose={close} title={words.erase.title}>
        <Progress job={erase.data} onClose={close} />
      </Dialog>
    );
  }
  if (opened && reason !== undefined) {
    return (
      <ConfirmWithCount
        opened
        onClose={close}
        title={words.erase.title}
        count={1}
        things={words.erase.things}
        confirm={words.erase.confirm}
        isBusy={erase.isPending}
        problem={erase.error}
        onConfirm={() => erase.mutate(reason)}
      >
        <Explanation />
      </ConfirmWithCount>
    );
  }
  return (
    <Dialog opened={opened} onClose={close} title={words.erase.title}>
      {opened && <Why onNext={setReason} onClose={close} />}
    </Dialog>
  );
}

function Explanation() {
  return (
    <div className={dialog.dialog}>
      <p>{words.erase.lead}</p>
      <p className="soft">{words.erase.stays}</p>
    </div>
  );
}

function Why({ onNext, onClose }: { onNext: (reason: string) => void; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  return (
    <DialogForm onSubmit={() => (typed.trim().length < 3 ? setProblem(words.reasonShort) : onNext(typed.trim()))} onLeave={onClose} confirm={words.erase.next} isRed>
      <Explanation />
      <p className="soft">{words.erase.carrier}</p>
      <Textarea
        data-autofocus
        label={words.erase.reason}
        description={words.erase.reasonHint}
        error={problem || undefined}
        maxLength={500}
        rows={2}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem("");
        }}
      />
    </DialogForm>
  );
}

/** Much shows what was held of a person. Whether it has ended comes out. */
function useRefreshAtEnd(begun: Job | undefined): boolean {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const job = useJob(begun?.job_id).data;
  const isOver = job !== undefined && hasEnded(job);
  useEffect(() => {
    if (!isOver) return;
    for (const part of ["person", "conversations", "opt-outs", "campaign"]) void queries.invalidateQueries({ queryKey: [organizationId, part] });
  }, [isOver, queries, organizationId]);
  return isOver;
}

function Progress({ job, onClose }: { job: Job; onClose: () => void }) {
  return (
    <>
      <JobProgress jobId={job.job_id} title={words.erase.job} done={(done) => <Erased job={done} />} />
      <DialogActions onLeave={onClose} leave={words.close} />
    </>
  );
}

function Erased({ job }: { job: Job }) {
  const { texts, carrier_message_ids: ids } = job.result as { texts?: number; carrier_message_ids?: string[] };
  return (
    <div className={dialog.dialog}>
      <Note kind="good" title={words.erase.done} remedy={texts ? words.erase.texts(texts) : undefined} />
      {ids && ids.length > 0 ? (
        <Textarea readOnly label={words.erase.ids} rows={5} value={ids.join("\n")} />
      ) : (
        <p className="soft small">{words.erase.noIds}</p>
      )}
    </div>
  );
}
