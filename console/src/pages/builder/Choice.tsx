/** Who picks the number for each person. */
import { useId } from "react";
import type { components } from "../../api/schema.gen";
import card from "../../parts/card.module.css";
import style from "./choice.module.css";
import { words } from "./words";

type SenderChoice = components["schemas"]["SenderChoice"];
const CHOICES = ["GROUNDSWELL", "CARRIER"] as const satisfies readonly SenderChoice[];

interface ChoiceProps {
  choice: SenderChoice;
  isFixed: boolean;
  onChange: (choice: SenderChoice) => void;
}

export function Choice({ choice, isFixed, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <fieldset className={`${card.card} ${style.choice}`} disabled={isFixed}>
      <legend className={style.legend}>{words.choice.title}</legend>
      {CHOICES.map((one) => (
        <div key={one} className={style.option}>
          <input id={id + one} type="radio" name={id} checked={choice === one} aria-describedby={`${id}${one}-how`} onChange={() => onChange(one)} />
          <div>
            <label htmlFor={id + one}>{words.choice[one].name}</label>
            <p className="soft small" id={`${id}${one}-how`}>
              {words.choice[one].how}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
