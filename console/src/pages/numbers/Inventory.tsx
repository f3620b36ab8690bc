/** A bar for each area code: at work, reserved, free; every count opens its numbers. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { NumberState } from "../../api/shapes";
import { count } from "../../parts/counts";
import { useOrganization } from "../../session/useOrganization";
import { stateOf } from "./areaCodes";
import { type AreaRow, totalsOf } from "./inventory";
import style from "./inventory.module.css";
import { STATES, words } from "./words";

const SOME = 12;

export function Inventory({ rows }: { rows: readonly AreaRow[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SOME);
  const largest = Math.max(...rows.map((row) => row.total));
  return (
    <div className={style.inventory}>
      <Totals rows={rows} />
      <ul className={style.areas}>
        {shown.map((row) => (
          <Area key={row.areaCode} row={row} largest={largest} />
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button variant="default" size="xs" className={style.more} onClick={() => setWhole(true)}>
          {words.allCodes(rows.length)}
        </Button>
      )}
    </div>
  );
}

function Totals({ rows }: { rows: readonly AreaRow[] }) {
  const all = rows.reduce((sum, row) => sum + row.total, 0);
  return (
    <div className={style.totals}>
      <p>
        <Rows>{words.total(all, rows.length)}</Rows>
      </p>
      <ul className={style.legend}>
        {totalsOf(rows).map(({ state, count: many }) => (
          <li key={state} title={STATES[state].meaning}>
            <span className={style.mark} data-state={state} data-ledger aria-hidden="true" />
            <Rows state={state}>
              {STATES[state].name} <b>{count(many)}</b>
            </Rows>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Area({ row: { areaCode, pieces, total }, largest }: { row: AreaRow; largest: number }) {
  const parts = pieces.map((one) => words.countOf(one.count, STATES[one.state].name)).join(", ");
  return (
    <li className={style.area}>
      <p className={style.code}>
        <Rows area={areaCode}>{areaCode}</Rows> <span className="soft small">{words.place(stateOf(areaCode))}</span>
      </p>
      <div className={style.track} role="img" aria-label={words.spoken(areaCode, parts)} data-total={total}>
        <div className={style.bar} style={{ width: `${(total / largest) * 100}%` }}>
          {pieces.map((one) => (
            <span key={one.state} data-state={one.state} data-ledger style={{ flexGrow: one.count }} title={words.countOf(one.count, STATES[one.state].name)} />
          ))}
        </div>
      </div>
      <p className={style.counts}>
        {pieces.map((one) => (
          <Rows key={one.state} area={areaCode} state={one.state}>
            {words.countOf(one.count, STATES[one.state].name)}
            <span className="unseen"> {words.inArea(areaCode)}</span>
          </Rows>
        ))}
      </p>
    </li>
  );
}

function Rows({ area, state, children }: { area?: string; state?: NumberState; children: ReactNode }) {
  const { organizationId } = useOrganization();
  const search = { ...(area ? { area } : {}), ...(state ? { state } : {}) };
  return (
    <Link to="/organizations/$organizationId/numbers" params={{ organizationId }} search={search} hash="list" resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
      {children}
    </Link>
  );
}
