/** One blast: its ledger, its figures, its failures, its texts and the replies to it. */
import { NativeSelect } from "@mantine/core";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { blastQuery, outcomeQuery } from "../../api/queries";
import type { Blast, BlastReport, SendState } from "../../api/shapes";
import { of, type Piece, stillToSend } from "../../parts/ledger";
import { LedgerBar } from "../../parts/LedgerBar";
import { longTime, shortTime, span } from "../../parts/moments";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { serverNow } from "../../parts/serverTime";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./blastRun.module.css";
import { Failures } from "./Failures";
import { Figures } from "./Figures";
import { optOutRate } from "./optOutRate";
import { OutcomePanel } from "./OutcomePanel";
import { type Pace, PAUSED, paceOf } from "./pace";
import { Replies } from "./Replies";
import run from "./run.module.css";
import { Texts } from "./Texts";
import { Timeline } from "./Timeline";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";

interface BlastRunProps {
  blasts: readonly Blast[];
  shown: Blast;
  isPaused: boolean;
}

export function BlastRun({ blasts, shown, isPaused }: BlastRunProps) {
  const { organizationId } = useOrganization();
  const query = useQuery(blastQuery(organizationId, shown.campaign_id, shown.blast_id));
  const outcome = useQuery(outcomeQuery(organizationId, shown.campaign_id, query.data ?? shown));
  const params = { organizationId, campaignId: shown.campaign_id };
  const link = (piece: Piece, children: ReactNode) => (
    <Link to={RUN} params={params} search={{ blast: shown.blast_id, state: piece as SendState }} hash="texts" resetScroll={false}>
      {children}
    </Link>
  );
  return (
    <div className={run.run}>
      <Panel title={words.ledger} query={query} actions={blasts.length > 1 && <Choice blasts={blasts} shown={shown} />}>
        {(blast) => {
          const measured = paceOf(blast, query.dataUpdatedAt, outcome.data?.per_minute);
          const pace = isPaused ? PAUSED : measured;
          return (
            <div className={style.ledger}>
              <LedgerBar figures={blast} link={link} />
              <Outlook blast={blast} pace={pace} />
              <Figures blast={blast} pace={pace} outcome={outcome.data} />
              <OptOutAlarm blast={blast} />
            </div>
          );
        }}
      </Panel>
      <OutcomePanel query={outcome} blast={query.data} />
      <Failures query={query} blast={shown} />
      <div className={style.two}>
        <Replies blast={shown} />
        <div className={run.run}>
          <Message query={query} />
          <Timeline campaignId={shown.campaign_id} />
        </div>
      </div>
      <Texts blast={shown} report={query.data} />
    </div>
  );
}

function Message({ query }: { query: UseQueryResult<BlastReport> }) {
  return (
    <Panel title={words.message} query={query}>
      {(blast) => (
        <p className={style.message} dir="auto">
          {blast.text}
        </p>
      )}
    </Panel>
  );
}

function Choice({ blasts, shown }: { blasts: readonly Blast[]; shown: Blast }) {
  const navigate = useNavigate();
  const { organizationId } = useOrganization();
  const params = { organizationId, campaignId: shown.campaign_id };
  const name = (one: Blast) =>
    words.blastName(one.created_at ? shortTime(new Date(one.created_at), serverNow()) : "–", one.audience);
  return (
    <NativeSelect
      size="xs"
      aria-label={words.blastChoice}
      value={shown.blast_id}
      data={blasts.map((one) => ({ value: one.blast_id, label: name(one) }))}
      onChange={(event) => void navigate({ to: RUN, params, search: { blast: event.currentTarget.value } })}
    />
  );
}

/** When it will be through, as far as that can be told. */
function Outlook({ blast, pace }: { blast: BlastReport; pace: Pace }) {
  const left = stillToSend(blast);
  const held = of(blast.states, "HELD");
  return (
    <p className="soft" role="status">
      {blast.state === "CLOSED" ? (
        <>
          {words.closed}. <Time at={blast.closed_at} />
        </>
      ) : (
        <>
          {left > 0 && `${words.sending(left)}. `}
          {pace.secondsLeft !== undefined && (
            <>
              {words.finish(span(pace.secondsLeft))}, {words.finishAt} <Finish seconds={pace.secondsLeft} />.{" "}
            </>
          )}
          {left > 0 && pace.perMinute === undefined && words.measuring}
          {held > 0 && words.waitsForHours(held)}
        </>
      )}
    </p>
  );
}

export function Finish({ seconds }: { seconds: number }) {
  const at = new Date(serverNow().getTime() + seconds * 1000);
  return (
    <time dateTime={at.toISOString()} title={longTime(at)}>
      {shortTime(at, serverNow())}
    </time>
  );
}

function OptOutAlarm({ blast }: { blast: BlastReport }) {
  const rate = optOutRate(blast);
  return rate.kind === "alarming" && <Note kind="warn" title={words.optOutAlarm.title(rate.share)} remedy={words.optOutAlarm.remedy} />;
}
