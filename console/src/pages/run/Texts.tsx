/** The blast's texts one by one, all or those in one state, or those that failed or were not sent for one reason. */
import { Link, useSearch } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import type { Blast, BlastReport, Send, SendState } from "../../api/shapes";
import { type CursorList, useCursorList } from "../../api/useCursorList";
import { useEnough } from "../../api/useEnough";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { PIECE_WORDS } from "../../parts/ledger";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { keys } from "../../api/queries";
import { useOrganization } from "../../session/useOrganization";
import { ExportButton } from "./ExportButton";
import { Release } from "./Release";
import style from "./texts.module.css";
import { words } from "./words";

const RUN = "/organizations/$organizationId/campaigns/$campaignId/run";
const AT_ONCE = 25;
const STATES: readonly SendState[] = ["DELIVERED", "SENT", "DISPATCHING", "READY", "HELD", "UNKNOWN", "SKIPPED", "FAILED"];

export function Texts({ blast, report }: { blast: Blast; report: BlastReport | undefined }) {
  const { organizationId } = useOrganization();
  const { state, reason } = useSearch({ from: "/signed-in/organizations/$organizationId/campaigns/$campaignId/run" });
  const wanted = STATES.find((one) => one === state);
  const path = { organization_id: organizationId, campaign_id: blast.campaign_id, blast_id: blast.blast_id };
  const only = { ...(wanted ? { state: wanted } : {}), ...(reason ? { reason } : {}) };
  const found = useCursorList<Send>({
    key: [...keys.campaign(organizationId, blast.campaign_id), "sends", blast.blast_id, wanted ?? "all", reason ?? "any"],
    page: (cursor) => {
      const query = { limit: AT_ONCE, ...only, ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}/sends", { params: { path, query } }));
    },
  });
  const isNarrowed = wanted !== undefined || reason !== undefined;
  const list = useEnough(found, isNarrowed ? AT_ONCE : 0, `${blast.blast_id} ${wanted} ${reason}`);
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
        empty={{
          when: () => list.items.length === 0 && !list.hasMore,
          show: <Empty title={words.textsNone.title}>{words.textsNone.remedy}</Empty>,
        }}
      >
        {() => <Rows blast={blast} list={list} mayRelease={wanted === "UNKNOWN"} />}
      </Panel>
    </div>
  );
}

function Rows({ blast, list, mayRelease }: { blast: Blast; list: CursorList<Send>; mayRelease: boolean }) {
  if (list.items.length === 0) return <p className="soft" role="status">{words.looking}</p>;
  return (
    <DataTable<Send>
      label={words.texts}
      rows={list.items}
      idOf={(one) => one.send_id}
      more={list}
      columns={[
        { key: "phone", head: words.text.phone, isName: true, cell: (one) => <Person phone={one.phone} /> },
        { key: "state", head: words.text.state, cell: (one) => <State send={one} /> },
        { key: "why", head: words.text.reason, cell: (one) => (one.reason ? <Reason reason={one.reason} /> : null) },
        { key: "sender", head: words.text.sender, cell: (one) => (one.sender ? <Phone value={one.sender} /> : null), wideOnly: true },
        { key: "segments", head: words.text.segments, align: "end", cell: (one) => one.segments || null, wideOnly: true },
        { key: "updated", head: words.text.updated, align: "end", cell: (one) => <Time at={one.updated_at} /> },
        ...(mayRelease ? [{ key: "release", head: words.release.column, align: "end" as const, cell: (one: Send) => <Release campaignId={blast.campaign_id} blastId={blast.blast_id} send={one} /> }] : []),
      ]}
    />
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

function State({ send }: { send: Send }) {
  return (
    <span title={PIECE_WORDS[send.state].meaning}>
      {PIECE_WORDS[send.state].name}
      {send.state === "HELD" && send.not_before && (
        <span className="soft">
          {" "}
          {words.heldUntil} <Time at={send.not_before} zone={send.time_zones?.[0]} />
        </span>
      )}
    </span>
  );
}

function Reason({ reason }: { reason: string }) {
  return words.skip[reason] ? <span>{words.skip[reason]}</span> : <span className="mono">{reason}</span>;
}

/** Who was erased has no number any more. */
function Person({ phone }: { phone: string }) {
  const { organizationId } = useOrganization();
  if (!phone.startsWith("+")) return <span className="soft">{words.erased}</span>;
  return (
    <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone }}>
      <Phone value={phone} />
    </Link>
  );
}
