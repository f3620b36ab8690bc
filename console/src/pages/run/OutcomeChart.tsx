/** The chart of a blast's outcome; a module of its own, because its code is only worth loading where it is drawn. */
import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import type { Outcome } from "../../api/shapes";
import { count } from "../../parts/counts";
import { shortTime } from "../../parts/moments";
import { serverNow } from "../../parts/serverTime";
import { SERIES } from "./outcome";
import style from "./outcomePanel.module.css";
import { words } from "./words";

/** Nothing for what is no moment: the tooltip asks before it has one. */
const inWords = (at: number) => (Number.isFinite(at) ? shortTime(new Date(at), serverNow()) : "");

export default function OutcomeChart({ points }: { points: Outcome["points"] }) {
  const data = points.map((one) => ({ ...one, at: Date.parse(one.at) }));
  const from = data[0]?.at ?? 0;
  const to = data.at(-1)?.at ?? 0;
  return (
    <div className={style.chart} role="img" aria-label={words.outcome.spoken(inWords(from), inWords(to))}>
      <LineChart
        h={240}
        data={data}
        dataKey="at"
        series={SERIES.map((one) => ({ ...one }))}
        curveType="linear"
        withDots={false}
        strokeWidth={2}
        gridAxis="x"
        tickLine="none"
        valueFormatter={count}
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ accessibilityLayer: false, margin: { top: 10 } }}
        xAxisProps={{ type: "number", scale: "time", domain: [from, to], tickFormatter: inWords, minTickGap: 48 }}
        yAxisProps={{ width: 56, allowDecimals: false }}
        tooltipProps={{ labelFormatter: (at) => inWords(Number(at)) }}
        tooltipAnimationDuration={0}
      />
    </div>
  );
}
