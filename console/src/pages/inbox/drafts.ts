/** What was begun and not sent yet, for each thread; and the attempt whose answer was lost, which goes out unchanged. */
import type { QueryClient } from "@tanstack/react-query";
import type { Text } from "../../api/shapes";

/** One wish to send. It stays the same until the API has answered definitely, so that it is sent once. */
export interface Attempt {
  text: string;
  last_message_id: string | null;
  key: string;
  /** One's own texts with the same words that were there before. */
  before: number;
}

export interface Draft {
  text: string;
  attempt?: Attempt;
}

const NONE: Draft = { text: "" };
const keyOf = (organizationId: string, phone: string) => ["drafts", organizationId, phone];

/** They live with what was loaded, so that who signs in next does not find them. */
export function readDraft(queries: QueryClient, organizationId: string, phone: string): Draft {
  return queries.getQueryData<Draft>(keyOf(organizationId, phone)) ?? NONE;
}

export function writeDraft(queries: QueryClient, organizationId: string, phone: string, draft: Draft): void {
  queries.setQueryDefaults(["drafts"], { gcTime: Number.POSITIVE_INFINITY });
  queries.setQueryData(keyOf(organizationId, phone), draft);
}

/** The same words again are the same attempt, whatever has come in meanwhile; other words are another one. */
export function attemptFor(draft: Draft, text: string, lastMessageId: string | null, texts: readonly Text[]): Attempt {
  if (draft.attempt?.text === text) return draft.attempt;
  return { text, last_message_id: lastMessageId, key: crypto.randomUUID(), before: sameWords(texts, text) };
}

/** Whether an attempt without an answer went out after all. */
export const hasArrived = (attempt: Attempt, texts: readonly Text[]) => sameWords(texts, attempt.text) > attempt.before;

const sameWords = (texts: readonly Text[], body: string) => texts.filter((one) => one.direction === "OUT" && one.user_id && one.body === body).length;
