/** The first rows as they would be loaded, or why they would not be. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { Badge } from "../../parts/Badge";
import { count } from "../../parts/counts";
import { type Column, DataTable } from "../../parts/DataTable";
import { Phone } from "../../parts/Phone";
import audience from "./audience.module.css";
import style from "./firstRows.module.css";
import type { LoadPreview, PreviewRow } from "./mapping";
import { words } from "./words";

const AT_FIRST = 8;

export function FirstRows({ preview: { rows } }: { preview: LoadPreview }) {
  const [isAll, setAll] = useState(rows.length <= AT_FIRST);
  return (
    <div className={audience.picker}>
      <DataTable label={words.preview.title} columns={COLUMNS} rows={isAll ? rows : rows.slice(0, AT_FIRST)} idOf={(row) => String(row.row)} />
      {!isAll && (
        <div>
          <Button size="sm" variant="default" onClick={() => setAll(true)}>
            {words.preview.all(rows.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

const COLUMNS: readonly Column<PreviewRow>[] = [
  { key: "row", head: words.preview.row, cell: (row) => <span className="soft">{count(row.row)}</span>, wideOnly: true },
  { key: "phone", head: words.preview.phone, isName: true, cell: (row) => (row.contact ? <Phone value={row.contact.phone} /> : <As row={row} />) },
  { key: "name", head: words.preview.name, cell: (row) => (nameOf(row) ? <bdi>{nameOf(row)}</bdi> : null) },
  { key: "zip", head: words.preview.zip, cell: (row) => (row.contact?.zip_code ? <span className="nowrap">{row.contact.zip_code}</span> : null) },
  { key: "more", head: words.preview.more, wideOnly: true, cell: (row) => <More row={row} /> },
  { key: "outcome", head: words.preview.outcome, cell: (row) => <Outcome row={row} /> },
];

const nameOf = ({ contact }: PreviewRow) => (contact ? `${contact.first_name} ${contact.last_name}`.trim() : "");

/** A refused row is known by what stands in it. */
function As({ row }: { row: PreviewRow }) {
  return (
    <span className={style.cells}>
      <bdi>{row.cells.filter(Boolean).join(" · ") || "–"}</bdi>
    </span>
  );
}

function More({ row: { contact } }: { row: PreviewRow }) {
  const fields = Object.entries(contact?.custom ?? {}).filter(([, value]) => value);
  const own = contact?.external_id ? [[words.fields.external_id, contact.external_id], ...fields] : fields;
  if (own.length === 0) return <span className="soft">–</span>;
  return (
    <p className={style.more}>
      {own.map(([name, value]) => (
        <span key={name}>
          <span className="soft">{name}</span> <bdi>{value}</bdi>{" "}
        </span>
      ))}
    </p>
  );
}

function Outcome({ row }: { row: PreviewRow }) {
  if (!row.contact) return <span className={style.problem}>{row.problem}</span>;
  if (row.same_as_row !== null) return <span className="soft">{words.preview.same(row.same_as_row)}</span>;
  return <Badge tone="good">{words.preview.loaded}</Badge>;
}
