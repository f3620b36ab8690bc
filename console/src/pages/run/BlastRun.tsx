/** One blast: its ledger, its figures, its failures, its texts and the replies to it. */
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { blastQuery } from "../../api/queries";
import type { Blast, BlastReport, SendState } from "../../api/shapes";
import { count, share } from "../../parts/counts";
import { handedOver, of, type Piece, stillToSend } from "../../parts/ledger";
import { LedgerBar } from "../../parts/LedgerBar";
import { longTime, shortTime, span } from "../../parts/moments";
import { Panel } from "../../parts/Panel";
import { serverNow } from "../../parts/serverTime";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { Failures } from "./Failures";
import { type Pace, paceOf } from "./pace";
import { Replies } from "./Replies";
import style from "./run.module.css";
import { Texts } from "./Texts";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";

export function BlastRun({ blasts, shown }: { blasts: readonly Blast[]; shown: Blast }) {
  const { organizationId } = useOrganization();
  const query = useQuery(blastQuery(organizationId, shown.campaign_id, shown.blast_id));
  const params = { organizationId, campaignId: shown.campaign_id };
  const link = (piece: Piece, children: ReactNode) => (
    <Link to={RUN} params={params} search={{ blast: shown.blast_id, state: piece as SendState }} hash="texts" resetScroll={false}>
      {children}
    </Link>
  );
  return (
    <div className={style.run}>
      <Panel title={words.ledger} query={query} actions={blasts.length > 1 && <Choice blasts={blasts} shown={shown} />}>
        {(blast) => {
          const pace = paceOf(blast, query.dataUpdatedAt);
          return (
            <div className={style.ledger}>
              <LedgerBar figures={blast} link={link} />
              <Outlook blast={blast} pace={pace} />
              <Figures blast={blast} pace={pace} />
            </div>
          );
        }}
      </Panel>
      <Failures query={query} />
      <div className={style.two}>
        <Replies blast={shown} />
        <Panel title={words.message} query={query}>
          {(blast) => <p className={style.message}>{blast.text}</p>}
        </Panel>
      </div>
      <Texts blast={shown} />
    </div>
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

function Figures({ blast, pace }: { blast: BlastReport; pace: Pace }) {
  const handed = handedOver(blast);
  const delivered = of(blast.states, "DELIVERED");
  const isOpen = blast.state !== "CLOSED";
  const isLeaving = stillToSend(blast) > 0;
  const rate = isLeaving && pace.perMinute === undefined ? words.figures.paceUnknown : words.figures.paceNone;
  return (
    <dl className={style.figures}>
      {isOpen && (
        <Figure name={words.figures.pace} value={pace.perMinute ? count(Math.round(pace.perMinute)) : "–"} note={pace.perMinute ? "" : rate} />
      )}
      <Figure name={words.figures.delivered} value={share(delivered, handed)} note={words.figures.deliveredOf(handed)} />
      <Figure name={words.figures.replies} value={count(blast.replies)} note={words.figures.repliesOf(share(blast.replies, delivered))} />
      <Figure name={words.figures.optOuts} value={count(blast.opt_outs)} note={words.figures.repliesOf(share(blast.opt_outs, delivered))} />
      <Figure
        name={words.figures.segments}
        value={count(blast.segments)}
        note={handed > 0 ? words.figures.segmentsOf((blast.segments / handed).toFixed(1)) : ""}
      />
    </dl>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={style.value}>{value}</dd>
      <dd className="soft small">{note || "\u00a0"}</dd>
    </div>
  );
}
