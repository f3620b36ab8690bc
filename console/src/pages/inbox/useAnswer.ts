/** Sends an answer, once: while it is under way it is locked, and what got no answer goes out again unchanged. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ask } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { components } from "../../api/schema.gen";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { type Attempt, writeDraft } from "./drafts";
import { conversationKeys } from "./inboxQueries";

const PATIENCE = 2_000;

export type Answered = components["schemas"]["AnswerShape"];

export function useAnswer(phone: string) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const isFlying = useRef(false);
  const path = { organization_id: organizationId, phone };
  const refreshes = conversationKeys(organizationId);

  const post = async ({ text, last_message_id, key }: Attempt) => {
    const params = { path, header: { "Idempotency-Key": key } };
    const answered = await ask(api.POST("/v1/organizations/{organization_id}/conversations/{phone}/messages", { params, body: { text, last_message_id } }));
    writeDraft(queries, organizationId, phone, { text: "" });
    return answered;
  };
  const change = useChange<Attempt, Answered>({
    run: async (attempt) => {
      writeDraft(queries, organizationId, phone, { text: attempt.text, attempt });
      try {
        return await post(attempt);
      } catch (error) {
        // refused for good: the same words are a new wish
        if (error instanceof ApiProblem && !error.isPassing) writeDraft(queries, organizationId, phone, { text: attempt.text });
        // what is there by now, the person sees together with the refusal
        const seen = Promise.all(refreshes.map((queryKey) => queries.invalidateQueries({ queryKey })));
        await Promise.race([seen, new Promise((go) => setTimeout(go, PATIENCE))]);
        throw error;
      }
    },
    refreshes,
    showsProblem: true,
  });
  const send = (attempt: Attempt, done: (answered: Answered) => void) => {
    if (isFlying.current) return;
    isFlying.current = true;
    change.mutate(attempt, {
      onSuccess: done,
      onSettled: () => {
        isFlying.current = false;
      },
    });
  };
  return { send, isSending: change.isPending, problem: change.error, forgetProblem: change.reset };
}
