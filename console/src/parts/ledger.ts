/** A blast's figures go in; the bar's pieces come out, which together are exactly its audience. */
import type { BlastReport, SendState } from "../api/shapes";

export type Piece = SendState | "UNPLANNED";

export const PIECES: readonly Piece[] = [
  "DELIVERED",
  "SENT",
  "DISPATCHING",
  "READY",
  "HELD",
  "UNPLANNED",
  "UNKNOWN",
  "SKIPPED",
  "FAILED",
];

export const PIECE_WORDS: Record<Piece, { name: string; meaning: string }> = {
  DELIVERED: { name: "Delivered", meaning: "The phone has it." },
  SENT: { name: "Sent", meaning: "The carrier has it; its report is still to come." },
  DISPATCHING: { name: "Being sent", meaning: "On its way to the carrier this moment." },
  READY: { name: "Waiting", meaning: "Its turn comes." },
  HELD: { name: "Held", meaning: "It is too early or too late where the person lives; it goes out in their hours." },
  UNPLANNED: { name: "Being prepared", meaning: "Not in the ledger yet." },
  UNKNOWN: { name: "Unclear", meaning: "The carrier's answer was lost. We ask the carrier; it is never sent again by itself." },
  SKIPPED: { name: "Not sent", meaning: "Opted out, erased, or its time ran out." },
  FAILED: { name: "Failed", meaning: "The carrier refused it or could not deliver it." },
};

export interface LedgerPiece {
  piece: Piece;
  count: number;
}

type Figures = Pick<BlastReport, "audience" | "planned" | "states">;

export function ledgerOf({ audience, planned, states }: Figures): LedgerPiece[] {
  const counts: Partial<Record<Piece, number>> = { ...states, UNPLANNED: Math.max(audience - planned, 0) };
  return PIECES.map((piece) => ({ piece, count: counts[piece] ?? 0 })).filter((one) => one.count > 0);
}

/** What the bar sums to; the audience, unless more was planned than was thought. */
export const totalOf = (pieces: readonly LedgerPiece[]) => pieces.reduce((sum, one) => sum + one.count, 0);

/** What was handed to the carrier, whatever became of it. */
export function handedOver({ states }: Pick<BlastReport, "states">): number {
  return of(states, "SENT") + of(states, "DELIVERED") + of(states, "FAILED") + of(states, "UNKNOWN");
}

/** What will still be handed over without waiting for a new day. */
export function stillToSend({ audience, planned, states }: Figures): number {
  return of(states, "READY") + of(states, "DISPATCHING") + Math.max(audience - planned, 0);
}

export const of = (states: BlastReport["states"], state: SendState) => states[state] ?? 0;
