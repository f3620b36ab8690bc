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

/** Whatever was measured before, nothing leaves, and nobody knows when it will go on. */
export const PAUSED: Pace = { perMinute: 0, secondsLeft: undefined };

/** What the API knows counts first, because it is measured over minutes; where it knows nothing, what this page has seen. */
export function paceOf(blast: BlastReport, at: number, known?: number | null): Pace {
  const seen = perMinute(look(blast.blast_id, handedOver(blast), at), at);
  const rate = known ?? seen;
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
