/** What three people's texts take goes in; what the whole audience's take, at least and at most, comes out. */
import type { Preview } from "./PhonePreview";

export interface Estimate {
  each: { least: number; most: number };
  all: { least: number; most: number };
}

export function estimate(preview: Preview, contacts: number): Estimate | undefined {
  const counts = preview.samples.map((one) => one.segments.count);
  if (counts.length === 0) return undefined;
  const each = { least: Math.min(...counts), most: Math.max(...counts) };
  return { each, all: { least: each.least * contacts, most: each.most * contacts } };
}
