/** A load's job goes in; what came of it, in counts, comes out. */
import type { Job } from "../../api/shapes";

export interface LoadCounts {
  rows: number;
  valid: number;
  duplicates: number;
  refused: { reason: string; count: number }[];
  refusedInAll: number;
  hasFile: boolean;
  /** The most first; people whose phone may be in several zones are counted for these together. */
  zones: { zones: readonly string[]; count: number }[];
}

export function countsOf({ result }: Pick<Job, "result">): LoadCounts {
  const given = (result ?? {}) as Record<string, unknown>;
  const reasons = Object.entries((given.refused ?? {}) as Record<string, unknown>);
  const refused = reasons.map(([reason, n]) => ({ reason, count: number(n) })).filter((one) => one.count > 0);
  return {
    rows: number(given.rows),
    valid: number(given.valid),
    duplicates: number(given.duplicates),
    refused,
    refusedInAll: refused.reduce((sum, one) => sum + one.count, 0),
    hasFile: Boolean(given.refused_rows_key),
    zones: zonesOf((given.time_zones ?? {}) as Record<string, unknown>),
  };
}

function zonesOf(given: Record<string, unknown>): LoadCounts["zones"] {
  const all = Object.entries(given).map(([names, n]) => ({ zones: names.split(" ").filter(Boolean), count: number(n) }));
  return all.sort((one, other) => other.count - one.count);
}

const number = (value: unknown) => (typeof value === "number" ? value : 0);

/** The API makes a load before its file is there; only one that was started is under way. */
export const isUnderWay = (job: Job) => job.state === "RUNNING" || (job.state === "QUEUED" && job.note !== "Waiting for the file");
