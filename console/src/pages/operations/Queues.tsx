/** How full the queues are: what waits, what is being done, what comes later, what was set aside. */
import { useQuery } from "@tanstack/react-query";
import type { Queue } from "../../api/shapes";
import { count } from "../../parts/counts";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import style from "./operations.module.css";
import { queuesQuery } from "./queries";
import { QUEUES, words } from "./words";

export function Queues() {
  const { organizationId } = useOrganization();
  const query = useQuery(queuesQuery(organizationId));
  return (
    <Panel
      title={words.queues.title}
      query={query}
      lines={9}
      empty={{ when: ({ items }) => items.length === 0, show: <Empty title={words.queues.none.title}>{words.queues.none.remedy}</Empty> }}
    >
      {({ items }) => (
        <>
          <p className={style.lead}>{words.queues.lead}</p>
          <Table queues={items} />
        </>
      )}
    </Panel>
  );
}

function Table({ queues }: { queues: readonly Queue[] }) {
  const most = Math.max(1, ...queues.map((one) => one.waiting));
  return (
    <DataTable<Queue>
      label={words.queues.title}
      rows={queues}
      idOf={(one) => one.name}
      columns={[
        { key: "name", head: words.queues.table.name, isName: true, cell: (one) => QUEUES[one.name] ?? one.name },
        { key: "waiting", head: words.queues.table.waiting, cell: (one) => <Waiting waiting={one.waiting} most={most} /> },
        { key: "inFlight", head: words.queues.table.inFlight, align: "end", cell: (one) => count(one.in_flight) },
        { key: "delayed", head: words.queues.table.delayed, align: "end", cell: (one) => count(one.delayed) },
        { key: "dead", head: words.queues.table.dead, align: "end", cell: (one) => <span data-bad={one.dead > 0 || undefined}>{count(one.dead)}</span> },
      ]}
    />
  );
}

function Waiting({ waiting, most }: { waiting: number; most: number }) {
  return (
    <span className={style.waiting}>
      <span className={style.count}>{count(waiting)}</span>
      <span className={style.bar} aria-hidden="true">
        <span style={{ width: `${(waiting / most) * 100}%` }} />
      </span>
    </span>
  );
}
