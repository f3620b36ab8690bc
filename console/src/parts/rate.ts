/** Counts seen one after the other go in; how many a minute that is comes out, as long as the page looks on. */
const WINDOW = 60_000;
const LEAST = 4_000;

export interface Sample {
  at: number;
  count: number;
}

const seen = new Map<string, Sample[]>();

/** Of all looks of the last minute; undefined as long as too little was seen to tell. */
export function perMinute(samples: readonly Sample[], now: number): number | undefined {
  const recent = samples.filter((one) => now - one.at <= WINDOW);
  const first = recent[0];
  const last = recent.at(-1);
  if (!first || !last || last.at - first.at < LEAST) return undefined;
  return ((last.count - first.count) / (last.at - first.at)) * 60_000;
}

export function look(id: string, count: number, now: number): readonly Sample[] {
  const samples = seen.get(id) ?? [];
  if (samples.at(-1)?.at !== now) samples.push({ at: now, count });
  seen.set(id, samples.slice(-240));
  return samples;
}
