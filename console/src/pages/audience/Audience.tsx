/** A campaign's audience: a file is uploaded, its columns are looked at, it is loaded, and its result is told. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiProblem } from "../../api/problem";
import type { Campaign } from "../../api/shapes";
import card from "../../parts/card.module.css";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import style from "./audience.module.css";
import { CheckStep } from "./CheckStep";
import { EarlierLoads } from "./EarlierLoads";
import { FilePicker } from "./FilePicker";
import { Following } from "./Following";
import { loadQuery, loadsQuery } from "./loads";
import { LoadResult } from "./LoadResult";
import { isUnderWay } from "./result";
import { type Checking, useChecking } from "./useChecking";
import { words } from "./words";

type Step = { is: "start" } | { is: "file" } | { is: "check"; checking: Checking } | { is: "load"; loadId: string };

interface AudienceProps {
  campaign: Campaign;
  /** A load has just become the campaign's audience. */
  onLoaded?: () => void;
}

export function Audience({ campaign, onLoaded }: AudienceProps) {
  const { organizationId } = useOrganization();
  const [chosen, setStep] = useState<Exclude<Step, { is: "check" }>>({ is: "start" });
  const { checking, check } = useChecking(campaign.campaign_id);
  const loads = useQuery(loadsQuery(organizationId, campaign.campaign_id));
  const underWay = loads.data?.find(isUnderWay);
  // Who comes back finds the load that goes on meanwhile, and stays with it when it ends.
  const there = chosen.is === "start" && underWay ? { is: "load" as const, loadId: underWay.job_id } : chosen;
  if (there !== chosen) setStep(there);
  const step: Step = checking && campaign.state === "DRAFT" ? { is: "check", checking } : there;
  const go = (to: typeof chosen) => {
    check(null);
    setStep(to);
  };
  const shownId = step.is === "load" ? step.loadId : campaign.load_id;
  const earlier = loads.data?.filter((one) => one.job_id !== shownId && one.note !== WAITING) ?? [];
  return (
    <div className={style.audience}>
      <Moving step={step.is}>
        <Stage campaign={campaign} step={step} onStep={go} onCheck={check} onLoaded={onLoaded} />
      </Moving>
      <EarlierLoads campaignId={campaign.campaign_id} loads={earlier} currentId={campaign.load_id} />
    </div>
  );
}

const WAITING = "Waiting for the file";

interface StageProps extends AudienceProps {
  step: Step;
  onStep: (step: Exclude<Step, { is: "check" }>) => void;
  onCheck: (checking: Checking) => void;
}

function Stage({ campaign, step, onStep, onCheck, onLoaded }: StageProps) {
  const campaignId = campaign.campaign_id;
  const another = () => onStep({ is: "file" });
  const follow = (loadId: string) => onStep({ is: "load", loadId });
  if (step.is === "load") return <Following {...{ campaignId, onLoaded }} loadId={step.loadId} onFollow={follow} onAnother={another} />;
  if (step.is === "check") {
    const isReplacing = campaign.load_id !== null;
    const { checking } = step;
    return <CheckStep key={checking.uploaded.loadId} {...{ campaignId, isReplacing, checking, onCheck }} onStarted={follow} onBack={another} />;
  }
  if (campaign.state !== "DRAFT") return <Locked campaign={campaign} />;
  if (step.is === "start" && campaign.load_id !== null) return <Current campaign={campaign} onReplace={another} />;
  return (
    <div className={style.step}>
      <FilePicker campaignId={campaignId} onThere={(uploaded) => onCheck({ uploaded, mapping: {} })} />
      {campaign.load_id !== null && (
        <div className={style.buttons}>
          <Button variant="default" onClick={() => onStep({ is: "start" })}>
            {words.result.keep}
          </Button>
        </div>
      )}
    </div>
  );
}

/** From one step to the next the focus goes along, so that nobody is left on a button that is gone. */
function Moving({ step, children }: { step: Step["is"]; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) frame.current?.focus({ preventScroll: true });
    before.current = step;
  }, [step]);
  return (
    <div ref={frame} tabIndex={-1} role="group" aria-label={words.steps[step]} className={`${card.card} ${style.moving}`}>
      {children}
    </div>
  );
}

function Locked({ campaign }: { campaign: Campaign }) {
  return (
    <div className={style.step}>
      <Note kind="info" {...words.locked} />
      {campaign.load_id !== null && <Current campaign={campaign} />}
    </div>
  );
}

function Current({ campaign, onReplace }: { campaign: Campaign; onReplace?: () => void }) {
  const { organizationId } = useOrganization();
  const query = useQuery(loadQuery(organizationId, campaign.campaign_id, campaign.load_id ?? ""));
  const shown = { campaignId: campaign.campaign_id, contacts: campaign.contacts, onReplace };
  // A copy texts the people of the campaign it was made of; the load is that one's.
  if (query.error instanceof ApiProblem && query.error.status === 404) return <LoadResult {...shown} />;
  return (
    <Panel bare query={query} lines={4}>
      {(job) => <LoadResult {...shown} job={job} />}
    </Panel>
  );
}
