/** How fast a blast is leaving and when it will be through, from what this page has seen. */
import { handedOver, stillToSend } from "../../parts/ledger";
import { look, perMinute } from "../../parts/rate";
import type { BlastReport } from "../../api/shapes";

export interface Pace {
  perMinute: number | undefined;
  /** Seconds until all that may leave today has left; undefined as long as that cannot be told. */
  secondsLeft: number | undefined;
}

export function paceOf(blast: BlastReport, at: number): Pace {
  const rate = perMinute(look(blast.blast_id, handedOver(blast), at), at);
  const left = stillToSend(blast);
  const isTold = rate !== undefined && rate > 0 && left > 0 && blast.state !== "CLOSED";
  return { perMinute: rate, secondsLeft: isTold ? (left / rate) * 60 : undefined };
}
