/** The texts before those that are shown, page by page, at the press of a button. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Thread } from "../../api/shapes";
import { useOrganization } from "../../session/useOrganization";
import { withEarlier } from "./inbox";
import { askThread, threadQuery } from "./inboxQueries";

/** `show` is there while there are earlier ones; `onAll` is called as the last of them came, and the button goes. */
export function useEarlier({ phone, next_cursor: cursor }: Thread, onAll: () => void) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const { queryKey } = threadQuery(organizationId, phone);
  const load = useMutation({
    networkMode: "always",
    mutationFn: (from: string) => askThread(organizationId, phone, from),
    onSuccess: (page, from) => {
      queries.setQueryData(queryKey, (thread) => thread && withEarlier(thread, page, from));
      if (page.next_cursor === null) onAll();
    },
  });
  return {
    show: cursor === null ? undefined : () => load.mutate(cursor),
    isLoading: load.isPending,
    problem: load.error,
    shown: load.data?.texts.length,
  };
}
