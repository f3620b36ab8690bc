/** Rows in a table: arrow keys go from row to row, a phone shows each as a card, more comes at the press of a button. */
import { Button } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";
import style from "./dataTable.module.css";

export interface Column<T> {
  key: string;
  head: string;
  /** null where there is nothing to say. */
  cell: (row: T) => ReactNode;
  align?: "end";
  /** The row's name: its heading on a phone, and where its link is. */
  isName?: boolean;
  /** Not worth its room on a phone. */
  wideOnly?: boolean;
}

interface DataTableProps<T> {
  /** What the table holds, for who cannot see it. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  more?: { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void };
}

export function DataTable<T>({ label, columns, rows, idOf, more }: DataTableProps<T>) {
  return (
    <div className={style.frame}>
      {/* The roles stay when a phone's layout takes the table's display away. */}
      <table className={style.table} role="table" aria-label={label} onKeyDown={moveByArrow}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" data-align={column.align} data-wide={column.wideOnly}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={idOf(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more?.hasMore && (
        <Button variant="default" loading={more.isLoadingMore} onClick={more.loadMore}>
          Show more
        </Button>
      )}
    </div>
  );
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const content = column.cell(row);
  const isBlank = content === null || content === undefined;
  const marks = { "data-align": column.align, "data-wide": column.wideOnly, "data-blank": isBlank || undefined };
  if (column.isName)
    return (
      <th role="rowheader" scope="row" {...marks}>
        {content}
      </th>
    );
  return (
    <td role="cell" data-label={column.head} {...marks}>
      <div>{isBlank ? <span className="soft">–</span> : content}</div>
    </td>
  );
}

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

/** From one row's link or button to the next one's. */
function moveByArrow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const from = (event.target as HTMLElement).closest("tbody tr");
  if (!step || !from || event.altKey || event.metaKey || event.ctrlKey) return;
  const rows = [...event.currentTarget.querySelectorAll("tbody tr")];
  const to = rows[step(rows.indexOf(from), rows.length - 1)];
  const target = to?.querySelector<HTMLElement>("a, button");
  if (!target) return;
  event.preventDefault();
  target.focus();
}
