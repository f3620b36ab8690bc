/** Who opted out last, page by page. */
import { Link } from "@tanstack/react-router";
import type { OptedOut } from "../../api/shapes";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { useNewest } from "./optOutQueries";
import style from "./optOuts.module.css";
import { words } from "./words";

const { table, none, title, unknown } = words.newest;

const COLUMNS: readonly Column<OptedOut>[] = [
  { key: "phone", head: table.phone, isName: true, cell: (one) => <PhoneLink phone={one.phone} /> },
  { key: "since", head: table.since, cell: (one) => <Time at={one.opted_out_at} /> },
  { key: "how", head: table.how, cell: (one) => (one.source ? (words.sources[one.source] ?? one.source) : unknown) },
  { key: "words", head: table.words, cell: (one) => <Told one={one} /> },
];

export function Newest() {
  const list = useNewest();
  return (
    <Panel title={title} query={list.query} lines={6} empty={{ when: () => list.items.length === 0, show: <Empty title={none.title}>{none.remedy}</Empty> }}>
      {() => <DataTable label={title} columns={COLUMNS} rows={list.items} idOf={(one) => one.phone} more={list} />}
    </Panel>
  );
}

function PhoneLink({ phone }: { phone: string }) {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/opt-outs" params={{ organizationId }} search={{ find: phone }}>
      <Phone value={phone} />
    </Link>
  );
}

function Told({ one }: { one: OptedOut }) {
  if (one.words) return <q className={style.told} dir="auto">{one.words}</q>;
  return one.reason ? <bdi className={style.told}>{one.reason}</bdi> : <span className="soft">–</span>;
}
