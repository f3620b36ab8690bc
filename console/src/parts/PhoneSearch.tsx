/** A phone as people write it is typed; it is told at the press of a button, or what is missing is said. */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import * as Icons from "../look/icons";
import style from "./phoneSearch.module.css";

interface PhoneSearchProps {
  /** What is being looked for now; nothing where that is empty. */
  find: string;
  onFind: (phone: string) => void;
  label: string;
  button: string;
}

const FEWEST = 7;
const words = {
  hint: "Written any way: (202) 555-0123, 202.555.0123, +1 202 555 0123",
  short: "Type the whole number, area code first.",
};
/** What to do where the API takes what was typed for no phone. */
export const NOT_A_PHONE = {
  title: "That is not a phone number",
  remedy: "Write it with its area code, as (202) 555-0123, or with its country code, as +44 20 7183 8750.",
};

export function PhoneSearch({ find, onFind, label, button }: PhoneSearchProps) {
  const [typed, setTyped] = useState(find);
  const [isTooShort, setTooShort] = useState(false);
  // The browser's way back shows the search before.
  const [shown, setShown] = useState(find);
  if (shown !== find) {
    setShown(find);
    setTyped(find);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = typed.trim() !== "" && typed.replace(/\D/g, "").length < FEWEST;
    setTooShort(isShort);
    if (!isShort) onFind(typed.trim());
  };
  return (
    <search>
      <form className={style.search} onSubmit={submit}>
        <TextInput
          type="search"
          inputMode="tel"
          autoComplete="off"
          maxLength={40}
          label={label}
          description={words.hint}
          error={isTooShort && words.short}
          leftSection={<Icons.Search size={18} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{button}</Button>
      </form>
    </search>
  );
}
