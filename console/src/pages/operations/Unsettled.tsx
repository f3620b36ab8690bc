/** Texts of unknown fate over all campaigns: what is known of each, and sending one once more on a person's word. */
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import type { UnknownSend } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { Release } from "../run/Release";
import style from "./operations.module.css";
import { About } from "./Stuck";
import { words } from "./words";

export function Unsettled() {
  const { organizationId } = useOrganization();
  const list = useCursorList<UnknownSend>({
    key: [organizationId, "unknown-sends", "pages"],
    page: (cursor) =>
      ask(api.GET("/v1/organizations/{organization_id}/unknown-sends", { params: { path: { organization_id: organizationId }, query: { limit: 25, ...(cursor ? { cursor } : {}) } } })),
    every: 10_000,
  });
  return (
    <Panel
      title={words.unsettled.title}
      query={list.query}
      lines={5}
      empty={{ when: () => list.items.length === 0 && !list.hasMore, show: <Empty title={words.unsettled.none.title}>{words.unsettled.none.remedy}</Empty> }}
    >
      {() => (
        <>
          <p className={style.lead}>{words.unsettled.lead}</p>
          <DataTable<UnknownSend>
            label={words.unsettled.title}
            rows={list.items}
            idOf={(one) => one.send_id}
            more={list}
            columns={[
              { key: "to", head: words.unsettled.table.to, isName: true, cell: (one) => <To send={one} /> },
              { key: "campaign", head: words.unsettled.table.campaign, cell: (one) => <About campaignId={one.campaign_id} state="UNKNOWN" /> },
              { key: "since", head: words.unsettled.table.since, cell: (one) => <Time at={one.updated_at} /> },
              { key: "search", head: words.unsettled.table.search, cell: knownOf },
              {
                key: "action",
                head: words.unsettled.table.action,
                align: "end",
                cell: (one) => <Release campaignId={one.campaign_id} blastId={one.blast_id} send={one} reason={cannot(one)} />,
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

function To({ send }: { send: UnknownSend }) {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone: send.phone }}>
      <Phone value={send.phone} />
    </Link>
  );
}

export function knownOf(send: Pick<UnknownSend, "released" | "searched">): string {
  if (send.released) return words.unsettled.released;
  return send.searched ? words.unsettled.searched : words.unsettled.searching;
}

export function cannot(send: Pick<UnknownSend, "released" | "searched">): string | undefined {
  if (send.released) return words.unsettled.cannotAgain;
  return send.searched ? undefined : words.unsettled.cannotYet;
}
