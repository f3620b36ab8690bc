/** What is being written to somebody; it is there again when one comes back to the thread. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useOrganization } from "../../session/useOrganization";
import { readDraft, writeDraft } from "./drafts";

export function useKeptDraft(phone: string) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const draft = useCallback(() => readDraft(queries, organizationId, phone), [queries, organizationId, phone]);
  const [text, setText] = useState(() => draft().text);
  const write = useCallback(
    (value: string) => {
      writeDraft(queries, organizationId, phone, { ...draft(), text: value });
      setText(value);
    },
    [draft, queries, organizationId, phone],
  );
  /** An attempt turned out to have gone out: it is over, and so are its words if they still stand there. */
  const settle = useCallback(() => {
    const { attempt, text: standing } = draft();
    const rest = standing.trim() === attempt?.text ? "" : standing;
    writeDraft(queries, organizationId, phone, { text: rest });
    setText(rest);
  }, [draft, queries, organizationId, phone]);
  return { text, write, draft, settle };
}
