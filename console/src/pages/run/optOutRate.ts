/** How many of those reached have opted out goes in; whether that is much, in plain words, comes out. */
import type { BlastReport } from "../../api/shapes";
import { of } from "../../parts/ledger";
import { words } from "./words";

export const USUAL = 0.01;
export const ALARMING = 0.03;
/** With fewer a single person moves the share too far. */
export const ENOUGH = 100;

export interface OptOutRate {
  /** With a decimal, because it is compared with whole percents. */
  share: string;
  kind: "few" | "usual" | "high" | "alarming";
  words: string;
}

export function optOutRate(blast: Pick<BlastReport, "opt_outs" | "states">): OptOutRate {
  const reached = of(blast.states, "DELIVERED");
  const rate = reached > 0 ? blast.opt_outs / reached : 0;
  const kind = reached < ENOUGH ? "few" : rate > ALARMING ? "alarming" : rate > USUAL ? "high" : "usual";
  return { share: reached > 0 ? `${(rate * 100).toFixed(1)}%` : "–", kind, words: words.optOutRate[kind] };
}
