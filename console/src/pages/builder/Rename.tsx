/** The campaign's name, changed in its place. */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import style from "./rename.module.css";
import { words } from "./words";

const LONGEST = 200;

export function Rename({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const [isEmpty, setEmpty] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = typed !== undefined;
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen) field.current?.select();
    else if (wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = () => {
    setTyped(undefined);
    setEmpty(false);
  };
  if (typed === undefined) {
    return (
      <Button ref={button} variant="subtle" size="compact-sm" onClick={() => setTyped(name)}>
        {words.rename.button}
      </Button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    if (wanted === "") return setEmpty(true);
    if (wanted !== name) onRename(wanted);
    close();
  };
  return (
    <form data-renaming className={style.renaming} onSubmit={submit}>
      <TextInput
        ref={field}
        aria-label={words.rename.label}
        value={typed}
        maxLength={LONGEST}
        error={isEmpty && words.rename.empty}
        onKeyDown={(event) => event.key === "Escape" && close()}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit">{words.rename.save}</Button>
      <Button variant="default" onClick={close}>
        {words.rename.cancel}
      </Button>
    </form>
  );
}
