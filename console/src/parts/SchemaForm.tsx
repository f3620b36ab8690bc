/** A form drawn from a JSON Schema: extensions describe what they need, and the console asks for it. */
import { type ReactNode, useState } from "react";
import { fieldProblems } from "./fieldProblems";
import layout from "./layout.module.css";
import { ReasonedButton } from "./ReasonedButton";
import { type Filled, type Schema, wrongIn } from "./schema";
import { SchemaField } from "./SchemaField";

interface SchemaFormProps {
  label: string;
  schema: Schema;
  filled: Filled;
  onChange: (filled: Filled) => void;
  /** Only when nothing is wrong that the schema knows of. */
  onSubmit: () => void;
  submit: string;
  /** Names of secrets that are stored; they are never shown. */
  secretsSet?: readonly string[];
  /** What the API found wrong; it stands under the fields it is about. */
  problem?: unknown;
  isBusy?: boolean;
  /** Another form of the page is the likelier one. */
  isQuiet?: boolean;
  /** Why it cannot be sent off now. */
  locked?: string | undefined;
  /** What is said above the button. */
  children?: ReactNode;
}

export function SchemaForm({ label, schema, filled, onChange, onSubmit, submit, secretsSet = [], problem, isBusy = false, isQuiet = false, locked, children }: SchemaFormProps) {
  const [isTold, setTold] = useState(false);
  const wrong = wrongIn(schema, filled, secretsSet);
  const problems = { ...fieldProblems(problem), ...(isTold ? wrong : {}) };
  const send = () => {
    const isRight = Object.keys(wrong).length === 0;
    setTold(!isRight);
    if (isRight) onSubmit();
  };
  return (
    <form
      className={layout.form}
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!locked) send();
      }}
    >
      {Object.entries(schema.properties).map(([name, field]) => (
        <SchemaField
          key={name}
          {...{ name, field, filled, onChange }}
          isRequired={schema.required?.includes(name) ?? false}
          isStored={secretsSet.includes(name)}
          problem={problems[name]}
        />
      ))}
      {children}
      <div>
        <ReasonedButton type="submit" variant={isQuiet ? "default" : "filled"} loading={isBusy} reason={locked}>
          {submit}
        </ReasonedButton>
      </div>
    </form>
  );
}
