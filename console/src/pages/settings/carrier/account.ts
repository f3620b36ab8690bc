/** A carrier's account as a schema that a form is drawn from, and a filled form as what the API takes. */
import { type Field, type Filled, labelOf, type Schema, startOf, toSend } from "../../../parts/schema";
import type { Vendor } from "../queries";
import { words } from "./words";

/** What is secret comes first, as on the carrier's own page. */
export function schemaOf(vendor: Vendor): Schema {
  const one = (name: string, writeOnly: boolean): [string, Field] => {
    const { label = labelOf(name), hint } = words.fields[name] ?? {};
    return [name, { type: "string", title: label, description: hint, writeOnly }];
  };
  const secrets = [...vendor.secret_fields, ...vendor.optional_secret_fields].map((name) => one(name, true));
  const settings = [...vendor.setting_fields, ...vendor.optional_setting_fields].map((name) => one(name, false));
  return { properties: Object.fromEntries([...secrets, ...settings]), required: [...vendor.secret_fields, ...vendor.setting_fields] };
}

export const filledBy = (vendor: Vendor): Filled => startOf(schemaOf(vendor), vendor.settings);

export const isUntouched = (vendor: Vendor, filled: Filled) => JSON.stringify(filled) === JSON.stringify(filledBy(vendor));

export function accountOf(schema: Schema, filled: Filled) {
  const sent = Object.entries(toSend(schema, filled)).map(([name, value]) => [name, String(value)] as const);
  const isSecret = (name: string) => schema.properties[name]?.writeOnly === true;
  return {
    secrets: Object.fromEntries(sent.filter(([name]) => isSecret(name))),
    settings: Object.fromEntries(sent.filter(([name]) => !isSecret(name))),
  };
}
