/** The text on one's own phone, before anybody else gets it. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { ApiProblem, toSentence } from "../../api/problem";
import type { components } from "../../api/schema.gen";
import type { Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import { DialogActions } from "../../parts/DialogActions";
import { DialogForm } from "../../parts/DialogForm";
import { Note } from "../../parts/Note";
import { ReasonedButton } from "../../parts/ReasonedButton";
import { Time } from "../../parts/Time";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import type { Draft } from "./draft";
import style from "./phone.module.css";
import { words } from "./words";

type Trial = components["schemas"]["TrialShape"];

export function TestText({ campaign, draft, isEmpty }: { campaign: Campaign; draft: Draft; isEmpty: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ReasonedButton reason={isEmpty ? words.test.empty : undefined} onClick={() => setOpen(true)}>
        {words.test.button}
      </ReasonedButton>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={words.test.title}>
        {isOpen && <Trying campaign={campaign} draft={draft} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Trying({ campaign, draft, onClose }: { campaign: Campaign; draft: Draft; onClose: () => void }) {
  const { organizationId } = useOrganization();
  const [to, setTo] = useState("");
  const [problem, setProblem] = useState<string>();
  const test = useChange<{ to: string; text: string }, Trial>({
    run: (input, key) => {
      const params = { path: { organization_id: organizationId, campaign_id: campaign.campaign_id }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/test", { params, body: { to: input.to } }));
    },
    showsProblem: true,
  });
  const submit = async () => {
    if (to.replace(/\D/g, "").length < 7) return setProblem(words.test.wrong);
    await draft.flush();
    if (draft.snapshot().standing.kind !== "saved") return setProblem(words.test.notSaved);
    setProblem(undefined);
    test.mutate({ to: to.trim(), text: draft.snapshot().words.text });
  };
  if (test.data) return <Sent trial={test.data} onAgain={() => test.reset()} onClose={onClose} />;
  return (
    <DialogForm onSubmit={() => void submit()} onLeave={onClose} leave={words.test.close} confirm={words.test.send} isBusy={test.isPending}>
      <TextInput
        data-autofocus
        type="tel"
        autoComplete="tel"
        label={words.test.label}
        description={words.test.lead}
        placeholder={words.test.placeholder}
        value={to}
        error={problem}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {test.error && <Note kind="bad" {...sentenceOf(test.error)} />}
    </DialogForm>
  );
}

const HOUR = 3600;

/** A long wait means that the day's tests are used up. */
function sentenceOf(error: unknown) {
  const isOver = error instanceof ApiProblem && error.status === 429 && (error.retryAfter ?? 0) > HOUR / 2;
  return isOver ? words.test.tooMany : toSentence(error);
}

function Sent({ trial, onAgain, onClose }: { trial: Trial; onAgain: () => void; onClose: () => void }) {
  return (
    <>
      <Note
        kind={trial.held_until ? "info" : "good"}
        title={words.test.sent(writePhone(trial.to))}
        remedy={
          trial.held_until && (
            <>
              {words.test.held} <Time at={trial.held_until} />.
            </>
          )
        }
      />
      <p className={style.bubble} dir="auto">
        {trial.body}
      </p>
      <p className="soft small">{words.text.segments(trial.segments.count)}</p>
      {trial.warnings.map((one) => (
        <Note key={one.problem} kind="warn" title={one.problem} remedy={one.remedy} />
      ))}
      <DialogActions onLeave={onAgain} leave={words.test.another} confirm={words.test.close} onConfirm={onClose} focus="confirm" />
    </>
  );
}
