/** One bar that always sums to the audience, with every count in its legend, each a link to its texts. */
import type { ReactNode } from "react";
import type { BlastReport } from "../api/shapes";
import style from "./ledgerBar.module.css";
import { type LedgerPiece, ledgerOf, type Piece, PIECE_WORDS, totalOf } from "./ledger";
import { count, counted, share } from "./counts";

interface LedgerBarProps {
  figures: Pick<BlastReport, "audience" | "planned" | "states">;
  /** Makes a link of a count: its texts. What is not planned yet has none. */
  link?: (piece: Piece, children: ReactNode) => ReactNode;
  compact?: boolean;
}

export function LedgerBar({ figures, link, compact = false }: LedgerBarProps) {
  const pieces = ledgerOf(figures);
  const total = totalOf(pieces);
  return (
    <div className={style.ledger} data-compact={compact || undefined}>
      <div className={style.bar} role="img" aria-label={spoken(pieces, total)} data-ledger data-total={total}>
        {pieces.map(({ piece, count: size }) => (
          <span
            key={piece}
            data-piece={piece}
            style={{ flexGrow: size }}
            title={`${PIECE_WORDS[piece].name}: ${count(size)}`}
          />
        ))}
      </div>
      <ul className={style.legend}>
        {pieces.map((one) => (
          <li key={one.piece} title={PIECE_WORDS[one.piece].meaning}>
            <span className={style.mark} data-piece={one.piece} data-ledger aria-hidden="true" />
            <Entry {...one} total={total} link={link} compact={compact} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Entry({ piece, count: size, total, link, compact }: LedgerPiece & Pick<LedgerBarProps, "link" | "compact"> & { total: number }) {
  const words = (
    <>
      {PIECE_WORDS[piece].name} <b>{count(size)}</b>
      {!compact && <span className={style.share}> {share(size, total)}</span>}
    </>
  );
  return link && piece !== "UNPLANNED" ? link(piece, words) : <span>{words}</span>;
}

function spoken(pieces: readonly LedgerPiece[], total: number): string {
  if (total === 0) return "No contacts yet";
  const parts = pieces.map((one) => `${count(one.count)} ${PIECE_WORDS[one.piece].name.toLowerCase()}`);
  return `${counted(total, "contact")}: ${parts.join(", ")}`;
}
