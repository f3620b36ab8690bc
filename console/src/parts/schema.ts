/** JSON Schema, as far as forms need it: what fields it asks for, and what a filled form means. */
import type { ConfigField } from "../api/shapes";

export interface Schema {
  type?: "object" | "string" | "integer" | "number" | "boolean" | "array";
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  writeOnly?: boolean;
}

export type Values = Record<string, unknown>;

const TYPES: Record<string, NonNullable<Schema["type"]>> = { bool: "boolean", int: "integer", float: "number" };

/** A service manager's settings as a schema. */
export function schemaOfFields(fields: readonly ConfigField[]): Schema {
  const one = (field: ConfigField): [string, Schema] => [
    field.name,
    { type: TYPES[field.kind] ?? "string", default: field.default ?? undefined, writeOnly: field.secret },
  ];
  return { type: "object", properties: Object.fromEntries(fields.map(one)) };
}

/** `most_numbers_at_once` reads "Most numbers at once" where the schema has no better name. */
export function labelOf(name: string, schema: Schema): string {
  const plain = name.replaceAll("_", " ");
  return schema.title ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function startValues(schema: Schema, given: Values): Values {
  const fields = Object.entries(schema.properties ?? {});
  return Object.fromEntries(fields.map(([name, field]) => [name, given[name] ?? field.default ?? blank(field)]));
}

function blank(field: Schema): unknown {
  if (field.type === "boolean") return false;
  return field.type === "array" ? [] : "";
}

/** What is wrong with a field, in words; undefined if nothing is. */
export function wrongWith(field: Schema, value: unknown, isRequired: boolean): string | undefined {
  if (value === "" || value === undefined || value === null) return isRequired ? "Please fill this in." : undefined;
  if (field.type === "integer" || field.type === "number") return wrongNumber(field, Number(value));
  if (typeof value !== "string") return undefined;
  if (field.minLength && value.length < field.minLength) return `At least ${field.minLength} characters, please.`;
  if (field.maxLength && value.length > field.maxLength) return `At most ${field.maxLength} characters, please.`;
  if (field.pattern && !new RegExp(field.pattern, "u").test(value)) return field.description ?? "This does not have the right form.";
  return undefined;
}

function wrongNumber({ type, minimum, maximum }: Schema, value: number): string | undefined {
  if (Number.isNaN(value)) return "A number, please.";
  if (type === "integer" && !Number.isInteger(value)) return "A whole number, please.";
  if (minimum !== undefined && value < minimum) return `At least ${minimum}, please.`;
  if (maximum !== undefined && value > maximum) return `At most ${maximum}, please.`;
  return undefined;
}

/** Only what is to be sent: a secret that was left empty stays as it is, numbers are numbers. */
export function toSend(schema: Schema, values: Values): Values {
  const sent: Values = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = values[name];
    if (field.writeOnly && value === "") continue;
    const isNumber = field.type === "integer" || field.type === "number";
    sent[name] = isNumber && value !== "" ? Number(value) : value;
  }
  return sent;
}
