/** How the blast went over time: the figures first, then the chart, then the same as a table. */
import type { UseQueryResult } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { BlastReport, Outcome } from "../../api/shapes";
import { Boundary } from "../../parts/Boundary";
import { count } from "../../parts/counts";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { LEAST_POINTS, rowsOf, SERIES, withoutChart } from "./outcome";
import style from "./outcomePanel.module.css";
import { words } from "./words";

// The chart's code is as heavy as the rest of the page: it comes when there is something to draw.
const OutcomeChart = lazy(() => import("./OutcomeChart"));

export function OutcomePanel({ query, blast }: { query: UseQueryResult<Outcome>; blast: BlastReport | undefined }) {
  const { title, remedy } = withoutChart(blast);
  return (
    <Panel
      title={words.outcome.title}
      query={query}
      lines={6}
      empty={{ when: ({ points }) => points.length < LEAST_POINTS, show: <Empty title={title}>{remedy}</Empty> }}
    >
      {({ points }) => (
        <div className={style.outcome}>
          <Legend last={points.at(-1)} />
          <Boundary resetOn={points}>
            <Suspense fallback={<div className={style.chart} />}>
              <OutcomeChart points={points} />
            </Suspense>
          </Boundary>
          <details className={style.details}>
            <summary>{words.outcome.table}</summary>
            <AsTable points={points} />
          </details>
        </div>
      )}
    </Panel>
  );
}

function Legend({ last }: { last: Outcome["points"][number] | undefined }) {
  return (
    <ul className={style.outcomeLegend}>
      {SERIES.map(({ name, label }) => (
        <li key={name}>
          <span className={style.stroke} data-series={name} aria-hidden="true" />
          {label} <b>{count(last?.[name] ?? 0)}</b>
        </li>
      ))}
    </ul>
  );
}

function AsTable({ points }: { points: Outcome["points"] }) {
  return (
    <DataTable
      label={words.outcome.title}
      rows={rowsOf(points)}
      idOf={(one) => one.at}
      columns={[
        { key: "at", head: words.outcome.at, isName: true, cell: (one) => <Time at={one.at} /> },
        ...SERIES.map(({ name, label }) => ({ key: name, head: label, align: "end" as const, cell: (one: Outcome["points"][number]) => count(one[name]) })),
      ]}
    />
  );
}
