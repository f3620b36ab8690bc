/** One purchase: how far it is, stopped on demand, and at the end truly what was bought and what to do about the rest. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { keys } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { useCancelJob } from "../../api/useJobChange";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { hasEnded, useJob } from "../../parts/useJob";
import { useOrganization } from "../../session/useOrganization";
import { nearby } from "./areaCodes";
import style from "./buy.module.css";
import { buyWords as words } from "./buyWords";
import { mayTryElsewhere, type Outcome, outcomeOf, type Wish } from "./purchase";

interface PurchaseProgressProps {
  jobId: string;
  /** Known to who has just asked for it. */
  asked?: Wish;
  onBought?: ((areaCode: string, count: number) => void) | undefined;
  /** Begins another purchase for what is lacking. */
  onInstead?: ((wish: Wish) => void) | undefined;
}

export function PurchaseProgress({ jobId, asked, onBought, onInstead }: PurchaseProgressProps) {
  const onEnd = useOnEnd(asked, onBought);
  return (
    <div className={style.purchase}>
      <JobProgress
        jobId={jobId}
        title={words.job(asked?.areaCode)}
        onEnd={onEnd}
        ended={(job) => <PurchaseEnded job={job} asked={asked} onInstead={onInstead} />}
      />
      <StopBuying jobId={jobId} />
    </div>
  );
}

/** Told once; the numbers are counted anew. */
function useOnEnd(asked: Wish | undefined, onBought: PurchaseProgressProps["onBought"]) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const tell = useRef(onBought);
  const wish = useRef(asked);
  const told = useRef("");
  useEffect(() => {
    tell.current = onBought;
  });
  return useCallback(
    (job: Job) => {
      if (told.current === job.job_id) return;
      told.current = job.job_id;
      void queries.invalidateQueries({ queryKey: keys.numbers(organizationId) });
      const { areaCode, bought } = outcomeOf(job, wish.current);
      if (bought > 0) tell.current?.(areaCode, bought);
    },
    [organizationId, queries],
  );
}

interface EndedProps {
  job: Job;
  asked?: Wish | undefined;
  onInstead: ((wish: Wish) => void) | undefined;
}

export function PurchaseEnded({ job, asked, onInstead }: EndedProps) {
  const outcome = outcomeOf(job, asked);
  const { areaCode, bought, wanted, lacking, reason } = outcome;
  if (job.state === "CANCELLED") return <Note kind="info" title={words.cancelled(bought, areaCode)} />;
  if (bought === 0) {
    return (
      <Note kind="bad" title={words.nothing(areaCode)} remedy={reason}>
        <Instead outcome={outcome} onInstead={onInstead} />
      </Note>
    );
  }
  if (lacking === 0) return <Note kind="good" title={words.bought(bought, areaCode)} remedy={reason || words.boughtRemedy} />;
  return (
    <Note kind="warn" title={words.partly(bought, wanted, areaCode)} remedy={`${reason} ${words.partlyKept(bought)}`}>
      <Instead outcome={outcome} onInstead={onInstead} />
    </Note>
  );
}

function Instead({ outcome, onInstead }: { outcome: Outcome; onInstead: EndedProps["onInstead"] }) {
  if (!onInstead || !mayTryElsewhere(outcome)) return null;
  return nearby(outcome.areaCode).map((areaCode) => (
    <Button key={areaCode} size="xs" variant="default" onClick={() => onInstead({ areaCode, count: outcome.lacking })}>
      {words.instead(outcome.lacking, areaCode)}
    </Button>
  ));
}

function StopBuying({ jobId }: { jobId: string }) {
  const job = useJob(jobId).data;
  const cancel = useCancelJob({ done: () => words.cancelling });
  if (!job || hasEnded(job) || job.cancel_requested) return null;
  return (
    <Button size="xs" variant="default" className={style.another} loading={cancel.isPending} onClick={() => cancel.mutate(jobId)}>
      {words.cancel}
    </Button>
  );
}
