/** The blast's texts one by one, all or those in one state, or those that failed or were not sent for one reason. */
import { Link, useSearch } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import type { Blast, BlastReport, Send, SendState } from "../../api/shapes";
import { keys } from "../../api/queries";
import { useCursorList } from "../../api/useCursorList";
import { useEnough } from "../../api/useEnough";
import { PIECE_WORDS } from "../../parts/ledger";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { ExportButton } from "./ExportButton";
import { markOf } from "./following";
import { TextRows } from "./TextRows";
import style from "./texts.module.css";
import { useFollowing } from "./useFollowing";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";
const AT_ONCE = 25;
/** Milliseconds between two looks at a list that moves; to look for a few among many costs more. */
const LIVE = 4_000;
const NARROWED = 10_000;
const STATES: readonly SendState[] = ["DELIVERED", "SENT", "DISPATCHING", "READY", "HELD", "UNKNOWN", "SKIPPED", "FAILED"];

export function Texts({ blast, report }: { blast: Blast; report: BlastReport | undefined }) {
  const { organizationId } = useOrganization();
  const { state, reason } = useSearch({ from: "/signed-in/organizations/$organizationId/campaigns/$campaignId/run" });
  const wanted = STATES.find((one) => one === state);
  const path = { organization_id: organizationId, campaign_id: blast.campaign_id, blast_id: blast.blast_id };
  const only = { ...(wanted ? { state: wanted } : {}), ...(reason ? { reason } : {}) };
  const key = [...keys.campaign(organizationId, blast.campaign_id), "sends", blast.blast_id, wanted ?? "all", reason ?? "any"];
  const found = useCursorList<Send>({
    key,
    page: (cursor) => {
      const query = { limit: AT_ONCE, ...only, ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}/sends", { params: { path, query } }));
    },
  });
  const isNarrowed = wanted !== undefined || reason !== undefined;
  const following = useFollowing(found, { key, mark: markOf(report, wanted), every: isNarrowed ? NARROWED : LIVE });
  const list = useEnough(found, isNarrowed ? AT_ONCE : 0, `${blast.blast_id} ${wanted} ${reason} ${following.turn}`);
  return (
    <div id="texts">
      <Panel
        title={words.texts}
        query={list.query}
        actions={
          <>
            {reason && <Only blast={blast} state={wanted} why={whyInWords(reason, report)} />}
            <States blast={blast} chosen={wanted} />
            <ExportButton kind="sends" blast={blast} />
          </>
        }
      >
        {() => <TextRows key={`${wanted} ${reason}`} {...{ blast, list, following }} mayRelease={wanted === "UNKNOWN"} />}
      </Panel>
    </div>
  );
}

/** What the texts are narrowed to; one press shows all in their state again. */
function Only({ blast, state, why }: { blast: Blast; state: SendState | undefined; why: string }) {
  const { organizationId } = useOrganization();
  return (
    <Link
      to={RUN}
      params={{ organizationId, campaignId: blast.campaign_id }}
      search={{ blast: blast.blast_id, ...(state ? { state } : {}) }}
      resetScroll={false}
      className={style.only}
      activeProps={{}}
    >
      <bdi>{words.only(why)}</bdi> <span aria-hidden="true">×</span>
      <span className="unseen">{words.onlyAway}</span>
    </Link>
  );
}

function whyInWords(reason: string, report: BlastReport | undefined): string {
  const failure = report?.failures.find((one) => one.code === reason);
  return failure ? words.onlyCode(failure.code, failure.meaning) : (words.skip[reason] ?? reason);
}

function States({ blast, chosen }: { blast: Blast; chosen: SendState | undefined }) {
  const { organizationId } = useOrganization();
  const params = { organizationId, campaignId: blast.campaign_id };
  const of = (state: SendState | undefined, name: string) => (
    <Link
      key={name}
      to={RUN}
      params={params}
      search={{ blast: blast.blast_id, ...(state ? { state } : {}) }}
      resetScroll={false}
      className={style.choice}
      activeOptions={{ exact: true }}
      activeProps={{}}
      {...(state === chosen ? { "aria-current": "true" as const } : {})}
    >
      {name}
    </Link>
  );
  return (
    <nav className={style.choices} aria-label={words.text.state}>
      {of(undefined, words.all)}
      {STATES.map((state) => of(state, PIECE_WORDS[state].name))}
    </nav>
  );
}
