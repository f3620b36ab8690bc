/** The way to the first text, each step a link to where it is done; put away and taken up again at will. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { campaignsQuery, numberCountsQuery, organizationQuery } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import * as Icons from "../../look/icons";
import card from "../../parts/card.module.css";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { ownedIn } from "../numbers/inventory";
import style from "./firstRun.module.css";
import { StepLink } from "./StepLink";
import { newestDraft, type Seen, type Step, stepsOf, whatToShow } from "./firstRun";
import { useSeen } from "./useSeen";
import { words } from "./words";

export function FirstRun() {
  const { organizationId } = useOrganization();
  const campaigns = useQuery(campaignsQuery(organizationId));
  const organization = useQuery(organizationQuery(organizationId));
  const numbers = useQuery(numberCountsQuery(organizationId));
  if (!campaigns.data || !organization.data || !numbers.data) return null;
  const steps = stepsOf({
    carrier: organization.data.carrier,
    numbers: ownedIn(numbers.data),
    campaigns: campaigns.data,
  });
  return <Steps key={organizationId} steps={steps} draft={newestDraft(campaigns.data)} />;
}

function Steps({ steps, draft }: { steps: readonly Step[]; draft: Campaign | undefined }) {
  const { organizationId } = useOrganization();
  const [seen, setSeen] = useSeen(organizationId);
  const shown = whatToShow(seen, steps);
  const isNew = shown === "steps" && seen === undefined;
  useEffect(() => {
    if (isNew) setSeen("OPEN");
  });
  if (shown === "over") return <Over onSeen={setSeen} />;
  if (shown === "resume") {
    return (
      <Button variant="default" size="xs" className={style.resume} onClick={() => setSeen("OPEN")}>
        {words.firstRun.resume(steps.filter((step) => step.isDone).length, steps.length)}
      </Button>
    );
  }
  return shown === "steps" ? <List steps={steps} draft={draft} onHide={() => setSeen("HIDDEN")} /> : null;
}

function Over({ onSeen }: { onSeen: (seen: Seen) => void }) {
  const { organizationId } = useOrganization();
  return (
    <Note kind="good" {...words.firstRun.over}>
      <Link to="/organizations/$organizationId/inbox" params={{ organizationId }}>
        {words.firstRun.toInbox}
      </Link>
      <Button size="xs" variant="default" onClick={() => onSeen("OVER")}>
        {words.firstRun.fine}
      </Button>
    </Note>
  );
}

interface ListProps {
  steps: readonly Step[];
  draft: Campaign | undefined;
  onHide: () => void;
}

function List({ steps, draft, onHide }: ListProps) {
  const next = steps.find((step) => !step.isDone);
  return (
    <section className={`${card.card} ${style.firstRun}`} aria-labelledby="first-run">
      <div className={style.firstHead}>
        <div>
          <h2 id="first-run">{words.firstRun.title}</h2>
          <p className="soft">{words.firstRun.lead}</p>
        </div>
        <Button variant="default" size="xs" onClick={onHide}>
          {words.firstRun.hide}
        </Button>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={step.name} data-done={step.isDone} aria-current={step === next ? "step" : undefined}>
            <span className={style.stepMark} aria-hidden="true">
              {step.isDone ? <Icons.Check size={16} /> : index + 1}
            </span>
            <StepText step={step} draft={draft} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepText({ step: { name, isDone }, draft }: { step: Step; draft: Campaign | undefined }) {
  const { may } = useOrganization();
  const { name: title, how } = words.firstRun.steps[name];
  const mayDo = name !== "vendor" || may("OWNER");
  return (
    <div className={style.step}>
      <p className={style.stepName}>
        {title}
        {isDone && <span className="unseen"> ({words.firstRun.done})</span>}
      </p>
      {!isDone && <p className="soft">{mayDo ? how : words.firstRun.askOwner}</p>}
      {!isDone && mayDo && <StepLink name={name} draft={draft} />}
    </div>
  );
}
