/** What the API found wrong, field by field, in words that stand under the field. */
import { ApiProblem } from "../api/problem";

/** By the field's own name: `body.name` and `secrets.auth_token` are `name` and `auth_token`. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.errors.map((one) => [one.field.split(".").pop() ?? "", `${one.problem} ${one.remedy}`.trim()]));
}

/** Whether every problem stands under a field that the form has, so that nothing is left to say above it. */
export function isAllShown(error: unknown, fields: readonly string[]): boolean {
  const found = Object.keys(fieldProblems(error));
  return found.length > 0 && found.every((field) => fields.includes(field));
}
