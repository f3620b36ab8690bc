/** The area codes with how many of each are free, reserved and wanted. */
import { Button, NumberInput } from "@mantine/core";
import { count } from "../../parts/counts";
import { type Column, DataTable } from "../../parts/DataTable";
import { ReasonedButton } from "../../parts/ReasonedButton";
import { stateOf } from "../numbers/areaCodes";
import { type AreaCode, isSame, propose, sumOf, type Wishes } from "./reserving";
import style from "./wanted.module.css";
import { words } from "./words";

interface WantedProps {
  rows: readonly AreaCode[];
  held: Wishes;
  wishes: Wishes;
  needed: number;
  onChange: (wishes: Wishes) => void;
  onSave: () => void;
  isBusy: boolean;
}

export function Wanted(given: WantedProps) {
  const { rows, wishes, needed, onChange } = given;
  const chosen = sumOf(wishes);
  const columns: readonly Column<AreaCode>[] = [
    { key: "code", head: words.numbers.table.code, isName: true, cell: (row) => <Code code={row.code} /> },
    { key: "free", head: words.numbers.table.free, align: "end", cell: (row) => count(row.free) },
    { key: "held", head: words.numbers.table.held, align: "end", cell: (row) => count(row.held) },
    { key: "wanted", head: words.numbers.table.wanted, align: "end", cell: (row) => <Wish row={row} {...given} /> },
  ];
  const proposal = propose(rows, needed);
  return (
    <>
      <DataTable label={words.numbers.title} columns={columns} rows={rows} idOf={(row) => row.code} />
      <div className={style.total}>
        <p role="status">
          <b>{words.numbers.chosen(chosen, needed)}</b>
          <span className="soft small">{chosen < needed ? words.numbers.tooFew(needed - chosen) : needed > 0 && words.numbers.enough}</span>
        </p>
        <div className={style.buttons}>
          {needed > 0 && !isSame(proposal, wishes) && (
            <Button variant="default" onClick={() => onChange(proposal)}>
              {words.numbers.propose(sumOf(proposal))}
            </Button>
          )}
          <Save {...given} chosen={chosen} />
        </div>
      </div>
    </>
  );
}

function Code({ code }: { code: string }) {
  return (
    <>
      {code} <span className={style.state}>{stateOf(code)}</span>
    </>
  );
}

function Wish({ row, wishes, onChange }: { row: AreaCode } & Pick<WantedProps, "wishes" | "onChange">) {
  const wanted = wishes[row.code] ?? 0;
  const most = row.free + row.held;
  return (
    <NumberInput
      className={style.wish}
      aria-label={words.numbers.wanted(row.code)}
      value={wanted}
      min={0}
      allowNegative={false}
      allowDecimal={false}
      error={wanted > most && words.numbers.tooMany(row.code, most)}
      onChange={(value) => onChange({ ...wishes, [row.code]: Number(value) || 0 })}
    />
  );
}

function Save({ rows, held, wishes, chosen, onSave, isBusy }: WantedProps & { chosen: number }) {
  const over = rows.find((row) => (wishes[row.code] ?? 0) > row.free + row.held);
  const why = over ? words.numbers.tooMany(over.code, over.free + over.held) : isSame(held, wishes) ? (chosen === 0 ? words.numbers.noneChosen : words.numbers.unchanged) : undefined;
  return (
    <ReasonedButton variant="filled" loading={isBusy} reason={why} onClick={onSave}>
      {words.numbers.save(chosen, sumOf(held))}
    </ReasonedButton>
  );
}
