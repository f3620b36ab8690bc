/** A text goes in; the characters that make every text cost more come out, with plain ones that look alike. */
import { segmentsOf } from "../../parts/segments";

const ALIKE: Record<string, string> = {
  "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
  "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-",
  "…": "...", "•": "*", "·": "-", "×": "x", "⁄": "/", "\t": " ",
  "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
  "\u200b": "", "\u2060": "", "\ufeff": "", "\u00ad": "",
};
const NAMES: Record<string, string> = {
  "\t": "a tab", "\u00a0": "a hard space", "\u2002": "a wide space", "\u2003": "a wide space", "\u2007": "a wide space",
  "\u2009": "a thin space", "\u200a": "a thin space", "\u202f": "a narrow space",
  "\u200b": "an invisible character", "\u2060": "an invisible character", "\ufeff": "an invisible character", "\u00ad": "a soft hyphen",
};

export interface Costly {
  character: string;
  /** What to call it where it cannot be seen. */
  name: string;
  times: number;
  /** What looks alike and costs nothing more; undefined if there is nothing. */
  alike: string | undefined;
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Each once, in order; an emoji of several parts is one. */
export function costlyIn(text: string): Costly[] {
  const found = new Map<string, Costly>();
  for (const { segment: character } of letters.segment(text)) {
    if (segmentsOf(character).forcedBy === undefined) continue;
    const before = found.get(character);
    if (before) before.times += 1;
    else found.set(character, { character, name: NAMES[character] ?? `“${character}”`, times: 1, alike: ALIKE[character] });
  }
  return [...found.values()];
}

export const replaced = (text: string, character: string) => text.replaceAll(character, ALIKE[character] ?? character);

export const allReplaced = (text: string) => [...text].map((character) => ALIKE[character] ?? character).join("");

/** Segments with these characters, and without any of them. */
export function costOf(body: string, found: readonly Costly[]): { now: number; without: number } {
  const plain = found.reduce((text, { character, alike }) => text.replaceAll(character, alike ?? ""), body);
  return { now: segmentsOf(body).count, without: segmentsOf(plain).count };
}
