/** A blast in figures: how fast, how many arrived, answered and opted out; each leads to its rows. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BlastReport, Outcome, SendState } from "../../api/shapes";
import { count, share } from "../../parts/counts";
import { handedOver, of, stillToSend } from "../../parts/ledger";
import { useOrganization } from "../../session/useOrganization";
import style from "./figures.module.css";
import { optOutRate } from "./optOutRate";
import { limitWords, type Pace } from "./pace";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";

interface FiguresProps {
  blast: BlastReport;
  pace: Pace;
  outcome: Outcome | undefined;
}

export function Figures({ blast, pace, outcome }: FiguresProps) {
  const handed = handedOver(blast);
  const delivered = of(blast.states, "DELIVERED");
  return (
    <dl className={style.figures}>
      {blast.state !== "CLOSED" && <PaceFigure blast={blast} pace={pace} outcome={outcome} />}
      <Figure name={words.figures.delivered} note={words.figures.deliveredOf(handed)}>
        <Rows blast={blast} state="DELIVERED">
          {share(delivered, handed)}
        </Rows>
      </Figure>
      <Figure name={words.figures.replies} note={words.figures.repliesOf(share(blast.replies, delivered))}>
        <Rows blast={blast} hash="replies">
          {count(blast.replies)}
        </Rows>
      </Figure>
      <OptOutFigure blast={blast} />
      <Figure name={words.figures.segments} note={handed > 0 ? words.figures.segmentsOf((blast.segments / handed).toFixed(1)) : ""}>
        {count(blast.segments)}
      </Figure>
    </dl>
  );
}

function PaceFigure({ blast, pace, outcome }: FiguresProps) {
  const isLeaving = stillToSend(blast) > 0;
  const rate = pace.perMinute;
  const why = isLeaving && rate === undefined ? words.figures.paceUnknown : words.figures.paceNone;
  const limit = outcome?.limit_per_minute ?? undefined;
  return (
    <Figure name={words.figures.pace} note={rate ? (outcome ? limitWords(outcome) : "") : why}>
      {rate ? count(Math.round(rate)) : "–"}
      {rate && limit ? (
        <span className={style.meter} aria-hidden="true">
          <span style={{ width: `${Math.min((rate / limit) * 100, 100)}%` }} />
        </span>
      ) : null}
    </Figure>
  );
}

function OptOutFigure({ blast }: { blast: BlastReport }) {
  const { organizationId } = useOrganization();
  const rate = optOutRate(blast);
  return (
    <Figure name={words.figures.optOuts} note={`${words.figures.optOutsOf(rate.share)}. ${rate.words}`} tone={rate.kind}>
      <Link to="/organizations/$organizationId/opt-outs" params={{ organizationId }}>
        {count(blast.opt_outs)}
      </Link>
    </Figure>
  );
}

function Rows({ blast, state, hash = "texts", children }: { blast: BlastReport; state?: SendState; hash?: string; children: ReactNode }) {
  const { organizationId } = useOrganization();
  const search = { blast: blast.blast_id, ...(state ? { state } : {}) };
  return (
    <Link to={RUN} params={{ organizationId, campaignId: blast.campaign_id }} search={search} hash={hash} resetScroll={false}>
      {children}
    </Link>
  );
}

function Figure({ name, children, note, tone }: { name: string; children: ReactNode; note: string; tone?: string }) {
  return (
    <div data-tone={tone}>
      <dt>{name}</dt>
      <dd className={style.value}>{children}</dd>
      <dd className={style.note}>{note || "\u00a0"}</dd>
    </div>
  );
}
