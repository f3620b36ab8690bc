/** An account's fields: what they are called, which are needed, and what is sent of them. */
import { labelOf } from "../../../parts/schema";
import type { Vendor } from "../queries";
import { words } from "./words";

export interface Field {
  name: string;
  label: string;
  hint: string;
  isSecret: boolean;
  isOptional: boolean;
  isStored: boolean;
}

export function fieldsOf(vendor: Vendor): Field[] {
  const stored = new Set(vendor.secrets_set);
  const one = (name: string, isSecret: boolean, isOptional: boolean): Field => {
    const { label = labelOf(name, {}), hint = "" } = words.fields[name] ?? {};
    return { name, label, hint, isSecret, isOptional, isStored: isSecret && stored.has(name) };
  };
  return [
    ...vendor.secret_fields.map((name) => one(name, true, false)),
    ...vendor.optional_secret_fields.map((name) => one(name, true, true)),
    ...vendor.setting_fields.map((name) => one(name, false, false)),
    ...vendor.optional_setting_fields.map((name) => one(name, false, true)),
  ];
}

export interface Filled {
  values: Record<string, string>;
  /** Stored secrets that are to go. */
  removed: readonly string[];
}

export const startOf = (vendor: Vendor): Filled => ({ values: { ...vendor.settings }, removed: [] });

export const isUntouched = (vendor: Vendor, filled: Filled) => JSON.stringify(filled) === JSON.stringify(startOf(vendor));

/** Needed fields that nobody filled in and that are not stored. */
export function missingIn(fields: readonly Field[], { values }: Filled): string[] {
  return fields.filter((one) => !one.isOptional && !one.isStored && !values[one.name]?.trim()).map((one) => one.name);
}

/** A secret that was left empty stays as it is; an empty one is sent only to remove it. */
export function accountOf(fields: readonly Field[], { values, removed }: Filled) {
  const secrets: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const { name, isSecret } of fields) {
    const value = values[name]?.trim() ?? "";
    if (!isSecret) settings[name] = value;
    else if (removed.includes(name)) secrets[name] = "";
    else if (value) secrets[name] = value;
  }
  return { secrets, settings };
}
