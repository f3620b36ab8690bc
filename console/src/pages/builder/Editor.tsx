/** The field one writes in, fields to put in at the cursor, and what the text amounts to as one types. */
import { Button, Textarea } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import { segmentsOf } from "../../parts/segments";
import style from "./text.module.css";
import { words } from "./words";

const OWN = ["first_name", "last_name", "zip_code", "external_id"];
const MOST = 1600;

interface EditorProps {
  text: string;
  /** As one person gets it. */
  body: string;
  name: string | undefined;
  fields: readonly string[];
  isFixed: boolean;
  onChange: (text: string) => void;
}

export function Editor({ text, body, name, fields, isFixed, onChange }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (cursor.current === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = undefined;
  });
  const insert = (field: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: text.length, selectionEnd: text.length };
    const piece = `{${field}}`;
    cursor.current = from + piece.length;
    onChange(text.slice(0, from) + piece + text.slice(to));
  };
  return (
    <div className={style.editor}>
      <Textarea
        ref={area}
        label={words.text.label}
        placeholder={words.text.placeholder}
        classNames={{ input: style.area ?? "" }}
        dir="auto"
        rows={7}
        readOnly={isFixed}
        value={text}
        error={text.length > MOST && words.text.tooLong(text.length, MOST)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {!isFixed && <Chips fields={fields.length > 0 ? fields : OWN} onInsert={insert} />}
      <Counter body={body} name={name} />
    </div>
  );
}

function Chips({ fields, onInsert }: { fields: readonly string[]; onInsert: (field: string) => void }) {
  return (
    <div className={style.chips} role="group" aria-label={words.text.fields}>
      <span className="soft small" aria-hidden="true">
        {words.text.fields}
      </span>
      {fields.map((field) => (
        <Button key={field} size="compact-sm" variant="light" className={style.chip} aria-label={words.text.field(field)} onClick={() => onInsert(field)}>
          {field}
        </Button>
      ))}
    </div>
  );
}

function Counter({ body, name }: { body: string; name: string | undefined }) {
  const { count, encoding, used, left } = segmentsOf(body);
  return (
    <div className={style.counter}>
      <p className={style.amount}>
        <b data-segments={count}>{words.text.segments(used === 0 ? 0 : count)}</b>
        <span className="soft">{words.text.places(used, left)}</span>
        <span className="soft">{words.text.encoding[encoding]}</span>
      </p>
      {name && <p className="soft small">{words.text.forName(name)}</p>}
    </div>
  );
}
