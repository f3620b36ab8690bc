/** What somebody did, in words: an operation's name goes in, a sentence without its subject comes out. */
import type { Entry } from "../queries";
import { ACTIONS, GROUPS } from "./words";

const SENTENCES: Record<string, string> = Object.assign({}, ...Object.values(GROUPS));

const VERBS: Record<string, string> = { post: "Did", put: "Set", patch: "Changed", delete: "Removed", add: "Added", remove: "Removed" };

/** What nobody has put into words yet reads as its name says. */
export function didWhat({ operation, action }: Pick<Entry, "operation" | "action">): string {
  const known = SENTENCES[operation] ?? (operation === "" ? ACTIONS[action] : undefined);
  if (known) return known;
  const [verb = "", ...rest] = (operation || action.toLowerCase()).split("_");
  const plain = VERBS[verb] ? [VERBS[verb], ...rest].join(" ") : [verb, ...rest].join(" ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** For a NativeSelect with groups. */
export const operationChoices = Object.entries(GROUPS).map(([group, sentences]) => ({
  group,
  items: Object.entries(sentences).map(([value, label]) => ({ value, label })),
}));
