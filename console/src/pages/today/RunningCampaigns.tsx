/** The campaigns that are at work, each with its ledger, its pace and when it will be through. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { blastQuery, blastsQuery, campaignsQuery } from "../../api/queries";
import type { BlastReport, Campaign, SendState } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { count } from "../../parts/counts";
import { Empty } from "../../parts/Empty";
import { JobProgress } from "../../parts/JobProgress";
import { of, type Piece } from "../../parts/ledger";
import { LedgerBar } from "../../parts/LedgerBar";
import { span } from "../../parts/moments";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { STATES } from "../campaigns/stateWords";
import { Finish } from "../run/BlastRun";
import { paceOf } from "../run/pace";
import style from "./runningCampaigns.module.css";
import { AT_WORK } from "./useAttention";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";

export function RunningCampaigns() {
  const { organizationId } = useOrganization();
  const campaigns = useQuery(campaignsQuery(organizationId));
  const atWork = (found: readonly Campaign[]) => found.filter((one) => AT_WORK.has(one.state));
  return (
    <Panel
      title={words.running}
      query={campaigns}
      lines={4}
      empty={{
        when: (found) => atWork(found).length === 0,
        show: (
          <Empty
            title={words.runningNone.title}
            action={
              <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
                {words.runningNone.way}
              </Link>
            }
          >
            {words.runningNone.remedy}
          </Empty>
        ),
      }}
    >
      {(found) => (
        <ul className={style.running}>
          {atWork(found).map((one) => (
            <li key={one.campaign_id}>
              <Running campaign={one} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Running({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const blasts = useQuery(blastsQuery(organizationId, campaign.campaign_id));
  const { name, tone } = STATES[campaign.state];
  const newest = blasts.data?.[0];
  return (
    <article className={style.campaign}>
      <div className={style.campaignHead}>
        <h3>
          <Link to={RUN} params={{ organizationId, campaignId: campaign.campaign_id }}>
            {campaign.name}
          </Link>
        </h3>
        <Badge tone={tone}>{name}</Badge>
      </div>
      {campaign.state === "STARTING" && campaign.job_id ? (
        <JobProgress jobId={campaign.job_id} title={`${campaign.name}: starting`} />
      ) : (
        <Panel bare query={blasts} lines={2} empty={{ when: (all) => all.length === 0, show: <p className="soft">{words.nothingSentYet}</p> }}>
          {() => newest && <Newest campaign={campaign} blastId={newest.blast_id} />}
        </Panel>
      )}
    </article>
  );
}

function Newest({ campaign, blastId }: { campaign: Campaign; blastId: string }) {
  const { organizationId } = useOrganization();
  const query = useQuery(blastQuery(organizationId, campaign.campaign_id, blastId));
  const params = { organizationId, campaignId: campaign.campaign_id };
  const link = (piece: Piece, children: ReactNode) => (
    <Link to={RUN} params={params} search={{ blast: blastId, state: piece as SendState }}>
      {children}
    </Link>
  );
  return (
    <Panel bare query={query} lines={2}>
      {(blast) => (
        <div className={style.newest}>
          <LedgerBar figures={blast} link={link} compact />
          <p className="soft small">
            <Outlook campaign={campaign} blast={blast} at={query.dataUpdatedAt} />
          </p>
        </div>
      )}
    </Panel>
  );
}

function Outlook({ campaign, blast, at }: { campaign: Campaign; blast: BlastReport; at: number }) {
  const pace = paceOf(blast, at);
  if (blast.state === "CLOSED") return <>{words.settled}</>;
  if (campaign.state === "PAUSED") return <>{words.paused}</>;
  const held = of(blast.states, "HELD");
  if (pace.secondsLeft !== undefined && pace.perMinute !== undefined) {
    return (
      <>
        {words.through(span(pace.secondsLeft))} <Finish seconds={pace.secondsLeft} />. {words.pace(count(Math.round(pace.perMinute)))}.
      </>
    );
  }
  return <>{held > 0 ? `${words.waitsForHours(held)}.` : words.measuring}</>;
}
