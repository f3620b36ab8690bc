/** The four steps: where each stands, the one that is open, and the way from one to the next. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Boundary } from "../../parts/Boundary";
import { useOrganization } from "../../session/useOrganization";
import { AudienceStep } from "./AudienceStep";
import style from "./builder.module.css";
import type { Building } from "./building";
import { NotLoaded } from "./NotLoaded";
import { NumbersStep } from "./NumbersStep";
import { preflightQuery, reservedQuery } from "./queries";
import { StartStep } from "./StartStep";
import { StepLink } from "./StepLink";
import { Stepper } from "./Stepper";
import { nextOf, STEPS, type StepName, stepsOf } from "./steps";
import { TextStep } from "./TextStep";
import { Trouble } from "./Trouble";
import { words } from "./words";

const CONTENT = { audience: AudienceStep, text: TextStep, numbers: NumbersStep, start: StartStep };

export function Builder({ campaign, draft, snapshot, wanted }: Building & { wanted: StepName | undefined }) {
  const { organizationId } = useOrganization();
  const reserved = useQuery(reservedQuery(organizationId, campaign.campaign_id));
  const preflight = useQuery({ ...preflightQuery(organizationId, campaign.campaign_id), enabled: false });
  const live = { ...campaign, text: snapshot.words.text };
  const steps = stepsOf(live, reserved.data?.length, preflight.data);
  // without a step in the address: where the work stopped, and there it stays
  const [first] = useState(() => nextOf(steps));
  const open = STEPS.find((one) => one === wanted) ?? first;
  const Content = CONTENT[open];
  return (
    <>
      <Stepper steps={steps} open={open} campaignId={campaign.campaign_id} />
      <Trouble draft={draft} snapshot={snapshot} isOver={campaign.state !== "DRAFT"} />
      <section className={style.step} aria-labelledby="step">
        <Heading open={open} />
        {open !== "audience" && <NotLoaded campaign={campaign} />}
        <Boundary resetOn={open}>
          <Content campaign={campaign} draft={draft} snapshot={snapshot} />
        </Boundary>
        <Ways open={open} isDone={steps.some((step) => step.name === open && step.isDone)} campaignId={campaign.campaign_id} />
      </section>
    </>
  );
}

/** Gets the focus when the step changes, so that everybody knows where they are. */
function Heading({ open }: { open: StepName }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(open);
  useEffect(() => {
    if (shown.current !== open) heading.current?.focus({ preventScroll: true });
    shown.current = open;
  }, [open]);
  return (
    <div className={style.stepHead}>
      <h2 id="step" ref={heading} tabIndex={-1}>
        {words.stepNames[open]}
      </h2>
      <p className="soft">{words.leads[open]}</p>
    </div>
  );
}

function Ways({ open, isDone, campaignId }: { open: StepName; isDone: boolean; campaignId: string }) {
  const at = STEPS.indexOf(open);
  const before = STEPS[at - 1];
  const after = STEPS[at + 1];
  return (
    <nav className={style.ways} aria-label={words.ways} data-done={isDone}>
      {before && <StepLink step={before} campaignId={campaignId} className={style.previous}>{words.previous(words.stepNames[before])}</StepLink>}
      {after && <StepLink step={after} campaignId={campaignId} className={style.next}>{words.next(words.stepNames[after])}</StepLink>}
    </nav>
  );
}
