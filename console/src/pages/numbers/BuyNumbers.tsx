/** Buying numbers, from the wish to what came of it: used on the numbers' own page and while a campaign is built. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { organizationQuery } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { CountQuestion } from "../../parts/ConfirmWithCount";
import { Empty } from "../../parts/Empty";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { stateOf } from "./areaCodes";
import style from "./buy.module.css";
import { buyWords as words } from "./buyWords";
import { PurchaseForm } from "./PurchaseForm";
import { PurchaseProgress } from "./PurchaseProgress";
import type { Wish } from "./purchase";
import { usePurchase } from "./usePurchase";

interface BuyNumbersProps {
  /** After a purchase has ended that bought some. */
  onBought?: (areaCode: string, count: number) => void;
  /** The purchase that is shown here now; undefined once the form is back. */
  onShown?: (jobId: string | undefined) => void;
  /** What the form begins with. */
  start?: Partial<Wish>;
}

type Step = { at: "form"; wish: Partial<Wish> } | { at: "question"; wish: Wish } | { at: "job"; wish: Wish; job: Job };

/** It holds a form of its own, so it must not stand inside another. */
export function BuyNumbers({ onBought, onShown, start = {} }: BuyNumbersProps) {
  const { organizationId } = useOrganization();
  const query = useQuery(organizationQuery(organizationId));
  return (
    <Panel bare query={query} empty={{ when: ({ carrier }) => carrier === "NOT_CONNECTED", show: <NoCarrier /> }}>
      {() => <Steps start={start} onBought={onBought} onShown={onShown} />}
    </Panel>
  );
}

function NoCarrier() {
  const { organizationId, may } = useOrganization();
  if (!may("OWNER")) return <Empty title={words.noCarrier.title}>{words.noCarrierAdmin}</Empty>;
  const way = (
    <Link to="/organizations/$organizationId/settings" params={{ organizationId }} search={{ section: "carrier" }}>
      {words.noCarrier.way}
    </Link>
  );
  return (
    <Empty title={words.noCarrier.title} action={way}>
      {words.noCarrier.remedy}
    </Empty>
  );
}

type StepsProps = { start: Partial<Wish> } & { [name in "onBought" | "onShown"]: BuyNumbersProps[name] };

function Steps({ start, onBought, onShown }: StepsProps) {
  const [step, setStep] = useState<Step>({ at: "form", wish: start });
  const place = useFocusOnStep(step.at);
  const purchase = usePurchase();
  const back = (wish: Partial<Wish>) => {
    purchase.reset();
    onShown?.(undefined);
    setStep({ at: "form", wish });
  };
  const begun = (wish: Wish, job: Job) => {
    onShown?.(job.job_id);
    setStep({ at: "job", wish, job });
  };
  const buy = (wish: Wish) => purchase.mutate(wish, { onSuccess: (job) => begun(wish, job) });
  return (
    <div ref={place} tabIndex={-1} className={style.buy}>
      {step.at === "form" && <PurchaseForm start={step.wish} onWish={(wish) => setStep({ at: "question", wish })} />}
      {step.at === "question" && (
        <Question wish={step.wish} purchase={purchase} onBuy={() => buy(step.wish)} onBack={() => back(step.wish)} />
      )}
      {step.at === "job" && (
        <>
          <Changed wish={step.wish} job={step.job} />
          <PurchaseProgress jobId={step.job.job_id} asked={step.wish} onBought={onBought} onInstead={back} />
          <Button variant="default" className={style.another} onClick={() => back({})}>
            {words.another}
          </Button>
        </>
      )}
    </div>
  );
}

interface QuestionProps {
  wish: Wish;
  purchase: ReturnType<typeof usePurchase>;
  onBuy: () => void;
  onBack: () => void;
}

function Question({ wish: { areaCode, count }, purchase, onBuy, onBack }: QuestionProps) {
  return (
    <CountQuestion
      count={count}
      things={words.things}
      confirm={words.confirm(count)}
      isBusy={purchase.isPending}
      problem={purchase.error}
      onConfirm={onBuy}
      onClose={onBack}
    >
      <p className={style.question}>{words.question(count, areaCode, stateOf(areaCode))}</p>
      <p className="soft">{words.cost}</p>
    </CountQuestion>
  );
}

/** A service manager may have made it another purchase than was asked for. */
function Changed({ wish, job }: { wish: Wish; job: Job }) {
  if (job.total === 0 || job.total === wish.count) return null;
  return <Note kind="info" title={words.changed(words.wish(wish.count), words.wish(job.total))} />;
}

/** The focus goes along from step to step; it is taken at the beginning only in a dialog. */
function useFocusOnStep(at: Step["at"]) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<Step["at"]>(undefined);
  useEffect(() => {
    const isNew = before.current === undefined ? Boolean(place.current?.closest("[role=dialog]")) : before.current !== at;
    before.current = at;
    if (!isNew) return;
    const first = place.current?.querySelector<HTMLElement>("[data-autofocus]") ?? place.current;
    first?.focus();
  }, [at]);
  return place;
}
