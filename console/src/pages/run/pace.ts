/** How fast a blast is leaving, how fast it may, and when it will be through. */
import type { BlastReport, Outcome } from "../../api/shapes";
import { handedOver, stillToSend } from "../../parts/ledger";
import { look, perMinute } from "../../parts/rate";
import { words } from "./words";

export interface Pace {
  perMinute: number | undefined;
  /** Seconds until all that may leave today has left; undefined as long as that cannot be told. */
  secondsLeft: number | undefined;
}

/** What this page has seen counts first, because it is the most recent; until it has seen enough, what the API knows. */
export function paceOf(blast: BlastReport, at: number, known?: number | null): Pace {
  const rate = perMinute(look(blast.blast_id, handedOver(blast), at), at) ?? known ?? undefined;
  const left = stillToSend(blast);
  const isTold = rate !== undefined && rate > 0 && left > 0 && blast.state !== "CLOSED";
  return { perMinute: rate, secondsLeft: isTold ? (left / rate) * 60 : undefined };
}

export function limitWords({ limit_per_minute, limit_scope, numbers }: Pick<Outcome, "limit_per_minute" | "limit_scope" | "numbers">): string {
  if (limit_per_minute === null) return words.figures.noLimit;
  const limit = Math.round(limit_per_minute);
  if (limit_scope === "ACCOUNT") return words.figures.limitShared(limit);
  return numbers === null ? words.figures.limit(limit) : words.figures.limitOfNumbers(limit, numbers);
}
