/** One automatic answer as it is written, with what it costs to send. */
import { Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { segmentsOf } from "../../../parts/segments";
import style from "./organization.module.css";
import { words } from "./words";

interface AnswerProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  /** The organization's name: it takes its place in the text. */
  name: string;
  error: ReactNode;
}

export function Answer({ label, hint, value, onChange, name, error }: AnswerProps) {
  return (
    <div>
      <Textarea
        label={label}
        description={hint}
        minRows={3}
        rows={3}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Size text={value.replaceAll("{organization}", name).trim()} />
    </div>
  );
}

export function Size({ text }: { text: string }) {
  if (text === "") return <p className={`${style.size} soft small`}>{words.answers.silent}</p>;
  const { count, used, forcedBy } = segmentsOf(text);
  return (
    <p className={`${style.size} soft small`}>
      <span>{words.answers.size(count, used)}</span>
      {forcedBy !== undefined && <span>{words.answers.special(forcedBy)}</span>}
    </p>
  );
}
