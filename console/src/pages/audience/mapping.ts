/** What people say of a file's columns goes in; the mapping that the API is told comes out. */
import type { components } from "../../api/schema.gen";

export type ColumnPreview = components["schemas"]["ColumnShape"];
export type LoadPreview = components["schemas"]["LoadPreviewShape"];
export type PreviewRow = components["schemas"]["RowShape"];
export type Mapping = Readonly<Record<string, string>>;

export const OWN_FIELDS = ["phone", "first_name", "last_name", "zip_code", "external_id"] as const;
export type OwnField = (typeof OWN_FIELDS)[number];
export type Choice = OwnField | "own" | "none";

const isOwnField = (field: string): field is OwnField => OWN_FIELDS.includes(field as OwnField);

/** What a column's select shows. */
export function choiceOf({ field, is_own }: Pick<ColumnPreview, "field" | "is_own">): Choice {
  if (field === "") return "none";
  return is_own && isOwnField(field) ? field : "own";
}

/** Only what was chosen is told, so that the API goes on finding out the rest; no two columns fill one field. */
export function choose(mapping: Mapping, header: string, choice: Choice): Mapping {
  const field = choice === "none" ? "" : choice === "own" ? nameFor(header) : choice;
  const others = Object.entries(mapping).filter(([other, told]) => other !== header && (told === "" || told !== field));
  return { ...Object.fromEntries(others), [header]: field };
}

/** The guess was right: from now on it is told. */
export const confirm = (mapping: Mapping, column: ColumnPreview): Mapping => ({ ...mapping, [column.header]: column.field });

/** A field of one's own is named after its column, but never like one of ours. */
function nameFor(header: string): string {
  const plain = header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_");
  return isOwnField(plain) ? `${plain}_2` : header;
}

/** Some of what stands in a column, so that people recognise it. */
export function examplesOf(preview: LoadPreview, index: number): string {
  const found = preview.rows.map((row) => row.cells[index]?.trim() ?? "").filter(Boolean);
  return [...new Set(found)].slice(0, 3).join(", ");
}
