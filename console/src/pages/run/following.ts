/** How a blast stands, and rows before and after, go in; whether a list of its texts is behind, and what it shows, come out. */
import type { BlastReport, Send, SendState } from "../../api/shapes";

/** Whoever is there stays there: their number alone tells whether there are others. */
const ENDS: ReadonlySet<SendState> = new Set(["DELIVERED", "FAILED", "SKIPPED", "UNKNOWN"]);

/** Another mark, and the list of the texts in this state, or of all, is no longer as it was. */
export function markOf(report: Pick<BlastReport, "states"> | undefined, state: SendState | undefined): string | undefined {
  if (!report) return undefined;
  if (state && ENDS.has(state)) return String(report.states[state] ?? 0);
  return JSON.stringify(Object.entries(report.states).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What is being read stays in its place, as it stands by now; only what the reader has done away with goes. */
export function inPlace(before: readonly Send[], now: readonly Send[], doneWith: ReadonlySet<string>): readonly Send[] {
  const byId = new Map(now.map((one) => [one.send_id, one]));
  return before.filter((one) => byId.has(one.send_id) || !doneWith.has(one.send_id)).map((one) => byId.get(one.send_id) ?? one);
}

/** Whether rows came, went, or changed places. */
export const differ = (rows: readonly Send[], others: readonly Send[]) =>
  rows.length !== others.length || rows.some((one, at) => one.send_id !== others[at]?.send_id);
