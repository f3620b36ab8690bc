/** A person's name, as their newest list or their own conversation has it. */
import type { Person } from "../../api/shapes";

export function nameOf({ contacts, conversation }: Pick<Person, "contacts" | "conversation">): string {
  const listed = contacts.findLast((one) => one.first_name || one.last_name);
  return (listed ? `${listed.first_name} ${listed.last_name}` : (conversation?.first_name ?? "")).trim();
}
