/** What a person does with a conversation besides answering it. */
import { useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Conversation } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { conversationKeys, type People } from "./inboxQueries";
import { words } from "./words";

export function useThreadActions(phone: string, people: People) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const refreshes = conversationKeys(organizationId);
  const path = { organization_id: organizationId, phone };
  const keyed = (key: string) => ({ path, header: { "Idempotency-Key": key } });

  /** A refusal means that it looks different by now: it is read anew, so that the person sees how. */
  const reading = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (error instanceof ApiProblem && !error.isPassing) for (const queryKey of refreshes) void queries.invalidateQueries({ queryKey });
      throw error;
    }
  };
  const assign = useChange<string | null, Conversation>({
    run: (userId) => reading(ask(api.PUT("/v1/organizations/{organization_id}/conversations/{phone}/assignee", { params: { path }, body: { user_id: userId } }))),
    refreshes,
    done: ({ assignee }) => words.assigned(assignee ? people.nameOf(assignee) : words.nobody),
  });
  const close = useChange<string | null, Conversation>({
    run: (lastMessageId, key) => reading(ask(api.POST("/v1/organizations/{organization_id}/conversations/{phone}/close", { params: keyed(key), body: { last_message_id: lastMessageId } }))),
    refreshes,
    done: () => words.closedNow,
  });
  const reopen = useChange<void, Conversation>({
    run: (_, key) => reading(ask(api.POST("/v1/organizations/{organization_id}/conversations/{phone}/reopen", { params: keyed(key) }))),
    refreshes,
  });
  const keep = useChange<void>({
    run: () => reading(ask(api.DELETE("/v1/organizations/{organization_id}/conversations/{phone}/review", { params: { path } }))),
    refreshes,
    done: () => words.review.kept,
  });
  return { assign, close, reopen, keep };
}

export type ThreadActions = ReturnType<typeof useThreadActions>;
