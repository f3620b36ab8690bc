/** An entry's changes as rows: which field, what it was, what it is. */
import { labelOf } from "../../../parts/schema";
import { words } from "./words";

export interface ChangeRow {
  field: string;
  before: string;
  after: string;
}

export function changesOf(changes: Record<string, unknown[]>): ChangeRow[] {
  return Object.entries(changes).map(([field, [before, after]]) => ({ field: fieldName(field), before: shown(before), after: shown(after) }));
}

/** `organization.opt_out_confirmation` reads "Opt out confirmation (organization)". */
function fieldName(field: string): string {
  const [kind, ...rest] = field.split(".");
  if (rest.length === 0) return labelOf(field);
  return `${labelOf(rest.join(" "))} (${kind?.replaceAll("_", " ")})`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return words.nothing;
  if (value === "(hidden)") return words.hidden;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? words.nothing : value.map(shown).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value as string | number).replace(/^(\d\d:\d\d):00$/, "$1");
}
