/** A JSON Schema, as far as forms need it, and what was filled in go in; what is wrong with it and what is sent come out. */

export interface Field {
  type: "string" | "integer" | "number" | "boolean";
  title?: string;
  description?: string;
  enum?: readonly string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  /** A secret: once stored it is never shown again. */
  writeOnly?: boolean;
}

export interface Schema {
  properties: Record<string, Field>;
  required?: readonly string[];
}

export interface Filled {
  values: Record<string, unknown>;
  /** Stored secrets that are to go. */
  removed: readonly string[];
}

/** `most_numbers_at_once` reads "Most numbers at once" where the schema has no better name. */
export function labelOf(name: string, { title }: Pick<Field, "title"> = {}): string {
  const plain = name.replaceAll("_", " ");
  return title ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export const isNumber = ({ type }: Field) => type === "integer" || type === "number";

/** What is stored, else what the schema says, else nothing. */
export function startOf({ properties }: Schema, stored: Record<string, unknown>): Filled {
  const values = Object.entries(properties).map(([name, field]) => [name, stored[name] ?? field.default ?? (field.type === "boolean" ? false : "")]);
  return { values: Object.fromEntries(values) as Filled["values"], removed: [] };
}

/** What is wrong, by field, in words; a needed secret that is stored need not be typed again. */
export function wrongIn({ properties, required = [] }: Schema, { values }: Filled, secretsSet: readonly string[] = []): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const [name, field] of Object.entries(properties)) {
    const problem = wrongWith(field, plain(values[name]), required.includes(name) && !secretsSet.includes(name));
    if (problem) wrong[name] = problem;
  }
  return wrong;
}

function wrongWith(field: Field, value: unknown, isRequired: boolean): string | undefined {
  if (value === "" || value === undefined || value === null) return isRequired ? "Please fill this in." : undefined;
  if (isNumber(field)) return wrongNumber(field, Number(value));
  if (typeof value !== "string") return undefined;
  if (field.minLength && value.length < field.minLength) return `At least ${field.minLength} characters, please.`;
  if (field.maxLength && value.length > field.maxLength) return `At most ${field.maxLength} characters, please.`;
  if (field.pattern && !new RegExp(field.pattern, "u").test(value)) return field.description ?? "This does not have the right form.";
  return undefined;
}

function wrongNumber({ type, minimum, maximum }: Field, value: number): string | undefined {
  if (Number.isNaN(value)) return "A number, please.";
  if (type === "integer" && !Number.isInteger(value)) return "A whole number, please.";
  if (minimum !== undefined && value < minimum) return `At least ${minimum}, please.`;
  if (maximum !== undefined && value > maximum) return `At most ${maximum}, please.`;
  return undefined;
}

/** Only what is to be sent: a secret that was left empty stays as it is, one to be removed is empty, numbers are numbers. */
export function toSend({ properties }: Schema, { values, removed }: Filled): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(properties)) {
    const value = removed.includes(name) ? "" : plain(values[name]);
    if (field.writeOnly && value === "" && !removed.includes(name)) continue;
    sent[name] = isNumber(field) && value !== "" ? Number(value) : value;
  }
  return sent;
}

const plain = (value: unknown) => (typeof value === "string" ? value.trim() : (value ?? ""));
