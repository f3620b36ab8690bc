/** A dead letter goes in; what it was, what it was about and why it failed come out in words. */
import type { DeadLetter } from "../../api/shapes";
import { CAUSES, STEPS, words } from "./words";

export const stepOf = (letter: DeadLetter) => STEPS[letter.type] ?? letter.type;

/** Known kinds of errors in a sentence; what they are called follows, which is what a search finds. */
export function causeOf(letter: DeadLetter): { words: string; name?: string } {
  if (!letter.error) return { words: words.stuck.unknownWhy };
  const known = CAUSES.find(([pattern]) => pattern.test(letter.error ?? ""));
  return { words: known ? known[1] : words.stuck.unexpected, name: letter.error };
}
