/** What the file's columns are taken for: looked at, corrected, and seen at once in the first rows. */
import { Button, NativeSelect } from "@mantine/core";
import { Badge } from "../../parts/Badge";
import { Note } from "../../parts/Note";
import style from "./columns.module.css";
import { type Choice, choiceOf, choose, type ColumnPreview, confirm, examplesOf, type LoadPreview, type Mapping, OWN_FIELDS } from "./mapping";
import { words } from "./words";

interface ColumnsProps {
  preview: LoadPreview;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

const CHOICES: readonly Choice[] = [...OWN_FIELDS, "own", "none"];
const OPTIONS = CHOICES.map((value) => ({ value, label: words.fields[value] }));

export function Columns({ preview, mapping, onChange }: ColumnsProps) {
  const guessed = preview.columns.filter((one) => one.sure === "GUESSED").length;
  return (
    <div className={style.columns}>
      {guessed > 0 && <Note kind="warn" {...words.mapping.guesses(guessed)} />}
      <ul className={style.list}>
        {preview.columns.map((column, index) => (
          <OneColumn
            key={`${index} ${column.header}`}
            column={column}
            examples={examplesOf(preview, index)}
            onChoose={(choice) => onChange(choose(mapping, column.header, choice))}
            onConfirm={() => onChange(confirm(mapping, column))}
          />
        ))}
      </ul>
    </div>
  );
}

interface OneProps {
  column: ColumnPreview;
  examples: string;
  onChoose: (choice: Choice) => void;
  onConfirm: () => void;
}

function OneColumn({ column, examples, onChoose, onConfirm }: OneProps) {
  const choice = choiceOf(column);
  const isGuess = column.sure === "GUESSED";
  return (
    <li className={style.column} data-guess={isGuess || undefined}>
      <div className={style.header}>
        <p>
          <b>{column.header ? <bdi>{column.header}</bdi> : words.mapping.unnamed}</b>
        </p>
        {examples && (
          <p className={`soft small ${style.examples}`}>
            <bdi>{examples}</bdi>
          </p>
        )}
      </div>
      <NativeSelect
        aria-label={words.mapping.label(column.header || words.mapping.unnamed)}
        value={choice}
        data={OPTIONS}
        disabled={column.header === ""}
        onChange={(event) => onChoose(event.currentTarget.value as Choice)}
      />
      <div className={style.sure}>
        {isGuess ? (
          <>
            <Badge tone="warn">{words.mapping.check}</Badge>
            <Button size="compact-sm" variant="default" aria-label={words.mapping.rightOf(column.header)} onClick={onConfirm}>
              {words.mapping.right}
            </Button>
          </>
        ) : (
          column.field && choice !== "phone" && <span className="soft small mono">{`{${column.field}}`}</span>
        )}
      </div>
    </li>
  );
}
