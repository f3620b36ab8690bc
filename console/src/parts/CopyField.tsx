/** Something to take along: it is shown whole, and one press copies it. */
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useId, useRef } from "react";
import * as Icons from "../look/icons";
import style from "./copyField.module.css";

interface CopyFieldProps {
  label: string;
  value: string;
  hint?: string;
}

export function CopyField({ label, value, hint }: CopyFieldProps) {
  const id = useId();
  const text = useRef<HTMLElement>(null);
  const { copy, copied, error } = useClipboard({ timeout: 4_000 });
  return (
    <div className={style.field} role="group" aria-labelledby={id}>
      <p className={style.label} id={id}>
        {label}
      </p>
      {hint && <p className="soft small">{hint}</p>}
      <div className={style.box}>
        <code ref={text} className={style.value} data-copy={label}>
          {value}
        </code>
        <Button
          variant="default"
          size="xs"
          className={style.button}
          leftSection={copied ? <Icons.Check size={16} /> : <Icons.Copy size={16} />}
          aria-label={`${copied ? "Copied" : "Copy"}: ${label}`}
          onClick={() => {
            if (text.current) getSelection()?.selectAllChildren(text.current);
            copy(value);
          }}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p role="status" className={error ? "soft small" : "unseen"}>
        {error ? "Your browser does not let this page copy. The text is selected: copy it with your keyboard." : copied ? "Copied" : ""}
      </p>
    </div>
  );
}
