/** What the chart of a blast's outcome shows, the few rows that stand for it in a table, and what is said without one. */
import type { BlastReport, Outcome } from "../../api/shapes";
import { handedOver } from "../../parts/ledger";
import { words } from "./words";

type Point = Outcome["points"][number];

/** Each line has a stroke of its own as well as a colour. */
export const SERIES = [
  { name: "handed_over", label: words.outcome.handedOver, color: "var(--chart-handed-over)", strokeDasharray: "6 4" },
  { name: "delivered", label: words.outcome.delivered, color: "var(--led-delivered)", strokeDasharray: "0" },
  { name: "failed", label: words.outcome.failed, color: "var(--led-failed)", strokeDasharray: "2 3" },
] as const;

const MOST_ROWS = 24;

/** The newest first, evenly taken, the newest of all among them. */
export function rowsOf(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  return points.toReversed().filter((_, index) => index % step === 0);
}

/** With fewer moments there is nothing to draw. */
export const LEAST_POINTS = 3;

/** What is true where there is no chart: it has not begun yet, or all was over before it could. */
export function withoutChart(blast: BlastReport | undefined): { title: string; remedy: string } {
  if (blast?.state !== "CLOSED") return { title: words.figures.paceUnknown, remedy: words.outcome.soon };
  const handed = handedOver(blast);
  if (handed === 0) return words.outcome.none;
  const minutes = minutesBetween(blast.created_at, blast.closed_at);
  return minutes <= QUICK ? words.outcome.short(minutes, handed) : words.outcome.unnoted(handed);
}

const QUICK = 5;

const minutesBetween = (from: string | null, to: string | null) => (from && to ? Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000) : Infinity);
