/** A form drawn from a JSON Schema: extensions describe what they need, and the console asks for it. */
import { Button, Checkbox, NativeSelect, NumberInput, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { ApiProblem, toSentence } from "../api/problem";
import { Note } from "./Note";
import { labelOf, type Schema, startValues, toSend, type Values, wrongWith } from "./schema";
import style from "./schemaForm.module.css";

interface SchemaFormProps {
  schema: Schema;
  values: Values;
  /** Names of secrets that are stored; they are never shown. */
  secretsSet?: readonly string[];
  submit?: string;
  isBusy?: boolean;
  /** Why it cannot be changed; the form is shown all the same. */
  locked?: string;
  problem?: unknown;
  onSubmit: (values: Values) => void;
}

export function SchemaForm({ schema, values, secretsSet = [], submit = "Save", isBusy = false, locked, problem, onSubmit }: SchemaFormProps) {
  const fields = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required);
  const form = useForm<Values>({
    initialValues: startValues(schema, values),
    validate: Object.fromEntries(
      fields.map(([name, field]) => [name, (value: unknown) => wrongWith(field, value, required.has(name)) ?? null]),
    ),
  });
  const refused = problem instanceof ApiProblem ? Object.fromEntries(problem.errors.map((one) => [one.field.split(".").pop() ?? "", `${one.problem} ${one.remedy}`])) : {};
  return (
    <form className={style.form} onSubmit={form.onSubmit((filled) => onSubmit(toSend(schema, filled)))}>
      {locked && <Note kind="info" title="This cannot be changed now" remedy={locked} />}
      {problem !== undefined && problem !== null && <Note kind="bad" {...toSentence(problem)} />}
      {fields.map(([name, field]) => (
        <SchemaField
          key={name}
          {...{ name, field, form }}
          isRequired={required.has(name)}
          isStored={secretsSet.includes(name)}
          isLocked={Boolean(locked)}
          refused={refused[name]}
        />
      ))}
      <Button type="submit" loading={isBusy} disabled={Boolean(locked)} className={style.submit}>
        {submit}
      </Button>
    </form>
  );
}

interface SchemaFieldProps {
  name: string;
  field: Schema;
  form: UseFormReturnType<Values>;
  isRequired: boolean;
  isStored: boolean;
  isLocked: boolean;
  refused: string | undefined;
}

function SchemaField({ name, field, form, isRequired, isStored, isLocked, refused }: SchemaFieldProps) {
  const given = form.getInputProps(name, { type: field.type === "boolean" ? "checkbox" : "input" });
  const shown = {
    ...given,
    label: labelOf(name, field),
    description: field.description,
    disabled: isLocked,
    error: given.error ?? refused,
  };
  if (field.type === "boolean") return <Checkbox {...shown} />;
  if (field.enum) return <NativeSelect {...shown} required={isRequired} data={field.enum} />;
  if (field.writeOnly)
    return <PasswordInput {...shown} autoComplete="off" placeholder={isStored ? "Stored. Leave empty to keep it." : ""} />;
  if (field.type === "integer" || field.type === "number")
    return <NumberInput {...shown} required={isRequired} allowDecimal={field.type === "number"} thousandSeparator="," />;
  if ((field.maxLength ?? 0) > 200) return <Textarea {...shown} required={isRequired} autosize minRows={3} />;
  return <TextInput {...shown} required={isRequired} />;
}
