/** One field of a schema, drawn by its type, with what is wrong with it. */
import { Checkbox, NativeSelect, NumberInput, PasswordInput, Textarea, TextInput } from "@mantine/core";
import layout from "./layout.module.css";
import { type Field, type Filled, isNumber, labelOf } from "./schema";

interface SchemaFieldProps {
  name: string;
  field: Field;
  filled: Filled;
  onChange: (filled: Filled) => void;
  isRequired: boolean;
  isStored: boolean;
  problem: string | undefined;
}

const words = {
  optional: "optional",
  stored: "Stored. Leave empty to keep it.",
  remove: (label: string) => `Remove the stored ${label.toLowerCase()}`,
};
const LONG = 200;

export function SchemaField(given: SchemaFieldProps) {
  const { name, field, filled, onChange, isRequired, problem } = given;
  const label = labelOf(name, field);
  const set = (value: unknown) => onChange({ ...filled, values: { ...filled.values, [name]: value } });
  const shown = { label, description: field.description, error: problem };
  if (field.type === "boolean") {
    return <Checkbox {...shown} checked={filled.values[name] === true} onChange={(event) => set(event.currentTarget.checked)} />;
  }
  const text = {
    ...shown,
    label: isRequired ? label : `${label} (${words.optional})`,
    autoComplete: "off",
    value: String(filled.values[name] ?? ""),
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  };
  if (field.writeOnly) return <Secret {...given} text={text} label={label} />;
  if (field.enum) return <NativeSelect {...text} data={isRequired ? [...field.enum] : ["", ...field.enum]} />;
  if (isNumber(field)) return <NumberInput {...text} onChange={set} allowDecimal={field.type === "number"} clampBehavior="none" />;
  return (field.maxLength ?? 0) > LONG ? <Textarea {...text} rows={3} /> : <TextInput {...text} />;
}

type TextProps = Pick<React.ComponentProps<typeof PasswordInput>, "label" | "description" | "error" | "value" | "onChange">;

/** What is stored is kept by leaving it empty; what is not needed can be taken away. */
function Secret({ name, filled, onChange, isRequired, isStored, text, label }: SchemaFieldProps & { text: TextProps; label: string }) {
  const isRemoved = filled.removed.includes(name);
  const others = filled.removed.filter((one) => one !== name);
  return (
    <div className={layout.form}>
      <PasswordInput {...text} autoComplete="new-password" disabled={isRemoved} placeholder={isStored ? words.stored : ""} />
      {isStored && !isRequired && (
        <Checkbox
          size="sm"
          label={words.remove(label)}
          checked={isRemoved}
          onChange={(event) => onChange({ ...filled, removed: event.currentTarget.checked ? [...others, name] : others })}
        />
      )}
    </div>
  );
}
