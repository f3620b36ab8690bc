/** What was begun and not sent yet, for each thread; and the attempt whose answer was lost, which goes out unchanged. */
import type { QueryClient } from "@tanstack/react-query";
import type { Text } from "../../api/shapes";

/** One wish to send. It stays the same until the API has answered definitely, so that it is sent once. */
export interface Attempt {
  text: string;
  last_message_id: string | null;
  key: string;
  /** When the last text was that was there before. */
  since: string | undefined;
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
  return { text, last_message_id: lastMessageId, key: crypto.randomUUID(), since: texts.at(-1)?.at };
}

/** Whether an attempt without an answer went out after all. */
export const hasArrived = ({ text, since }: Attempt, texts: readonly Text[]) =>
  texts.some((one) => one.direction === "OUT" && one.user_id && one.body === text && (!since || Date.parse(one.at) > Date.parse(since)));
