/** What the chart of a blast's outcome shows, and the few rows that stand for it in a table. */
import type { Outcome } from "../../api/shapes";
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
