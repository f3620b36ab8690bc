/** The rows of a blast's texts, in their places while somebody reads them, with the way to how they stand by now. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Blast, Send } from "../../api/shapes";
import type { CursorList } from "../../api/useCursorList";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { PIECE_WORDS } from "../../parts/ledger";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { Release } from "./Release";
import style from "./textRows.module.css";
import type { useFollowing } from "./useFollowing";
import { useReading } from "./useReading";
import { words } from "./words";

interface TextRowsProps {
  blast: Blast;
  list: CursorList<Send>;
  following: ReturnType<typeof useFollowing>;
  mayRelease: boolean;
}

export function TextRows({ blast, list, following, mayRelease }: TextRowsProps) {
  const { frame, rows, handlers, letGo, isHeld, isDone } = useReading(list.items);
  if (list.items.length === 0 && rows.length === 0) {
    if (list.hasMore) return <p className="soft" role="status">{words.looking}</p>;
    return <Empty title={words.textsNone.title}>{words.textsNone.remedy}</Empty>;
  }
  const { isFirstPage, isBehind, begin } = following;
  const catchUp = () => {
    letGo();
    begin();
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: "nearest" });
  };
  const action: Column<Send> = {
    key: "release",
    head: words.release.column,
    align: "end",
    cell: (one) => <Release campaignId={blast.campaign_id} blastId={blast.blast_id} send={one} onReleased={() => isDone(one.send_id)} />,
  };
  return (
    <div ref={frame} tabIndex={-1} role="group" aria-label={words.texts} className={style.frame} {...handlers}>
      <div role="status" className={style.newer}>
        {(isFirstPage ? isHeld : isBehind) && (
          <Button size="xs" className={style.way ?? ""} onClick={catchUp}>
            {words.newest}
          </Button>
        )}
      </div>
      <DataTable<Send> label={words.texts} rows={isFirstPage ? rows : list.items} idOf={(one) => one.send_id} more={list} columns={mayRelease ? [...COLUMNS, action] : COLUMNS} />
    </div>
  );
}

const COLUMNS: readonly Column<Send>[] = [
  { key: "phone", head: words.text.phone, isName: true, cell: (one) => <Person phone={one.phone} /> },
  { key: "state", head: words.text.state, cell: (one) => <State send={one} /> },
  { key: "why", head: words.text.reason, cell: (one) => (one.reason ? <Reason reason={one.reason} /> : null) },
  { key: "sender", head: words.text.sender, cell: (one) => (one.sender ? <Phone value={one.sender} /> : null), wideOnly: true },
  { key: "segments", head: words.text.segments, align: "end", cell: (one) => one.segments || null, wideOnly: true },
  { key: "updated", head: words.text.updated, align: "end", cell: (one) => <Time at={one.updated_at} /> },
];

function State({ send }: { send: Send }) {
  return (
    <span title={PIECE_WORDS[send.state].meaning}>
      {PIECE_WORDS[send.state].name}
      {send.state === "HELD" && send.not_before && (
        <span className="soft">
          {" "}
          {words.heldUntil} <Time at={send.not_before} zone={send.time_zones?.[0]} />
        </span>
      )}
    </span>
  );
}

function Reason({ reason }: { reason: string }) {
  return words.skip[reason] ? <span>{words.skip[reason]}</span> : <span className="mono">{reason}</span>;
}

/** Who was erased has no number any more. */
function Person({ phone }: { phone: string }) {
  const { organizationId } = useOrganization();
  if (!phone.startsWith("+")) return <span className="soft">{words.erased}</span>;
  return (
    <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone }}>
      <Phone value={phone} />
    </Link>
  );
}
