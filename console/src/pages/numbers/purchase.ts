/** A purchase that ended goes in; what came of it, and what is still lacking, comes out. */
import type { Job } from "../../api/shapes";

export interface Wish {
  areaCode: string;
  count: number;
}

export interface Outcome {
  areaCode: string;
  bought: number;
  wanted: number;
  lacking: number;
  /** Why it is less; it says what to do. */
  reason: string;
}

export function outcomeOf(job: Pick<Job, "result" | "reason" | "done" | "total">, asked?: Wish): Outcome {
  const result = job.result;
  const bought = numberIn(result.bought) ?? job.done;
  const wanted = numberIn(result.wanted) ?? (job.total || (asked?.count ?? 0));
  const areaCode = typeof result.area_code === "string" ? result.area_code : (asked?.areaCode ?? "");
  const reason = job.reason || (typeof result.reason === "string" ? result.reason : "");
  return { areaCode, bought, wanted, lacking: Math.max(wanted - bought, 0), reason };
}

const numberIn = (value: unknown) => (typeof value === "number" ? value : undefined);

/** Whether another area code may well help: not where the carrier refuses the account, or nobody knows what was bought. */
export const mayTryElsewhere = ({ reason, lacking }: Outcome) => lacking > 0 && reason.startsWith("The carrier has no more numbers");
