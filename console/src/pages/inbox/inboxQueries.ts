/** What the inbox asks for: its lists, one thread, and who is who. */
import { queryOptions, replaceEqualDeep } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Conversation, Thread } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { useMembers } from "../../session/useMembers";
import { useOrganization } from "../../session/useOrganization";
import { continued, type Show } from "./inbox";
import { words } from "./words";

const OFTEN = 5_000;
const SELDOM = 20_000;
const AT_ONCE = 50;

/** Everything about conversations, on whatever page it is shown. */
export const conversationKeys = (organizationId: string) => [[organizationId, "conversations"], [organizationId, "reviews"]] as const;

function useConversations(show: Show, shown: Show) {
  const { organizationId } = useOrganization();
  return useCursorList<Conversation>({
    key: [organizationId, "conversations", "list", show],
    page: (cursor) => {
      const query = { show, limit: AT_ONCE, ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/conversations", { params: { path: { organization_id: organizationId }, query } }));
    },
    every: show === shown ? OFTEN : SELDOM,
    enabled: show === shown || show !== "ALL",
  });
}

/** Each list; the one in sight is asked for often, the others for their counts. A hidden window asks for nothing. */
export function useLists(shown: Show): Record<Show, ReturnType<typeof useConversations>> {
  return {
    MINE: useConversations("MINE", shown),
    UNASSIGNED: useConversations("UNASSIGNED", shown),
    REVIEW: useConversations("REVIEW", shown),
    UNMATCHED: useConversations("UNMATCHED", shown),
    ALL: useConversations("ALL", shown),
  };
}

/** The newest texts, or those before the cursor. */
export function askThread(organizationId: string, phone: string, cursor?: string): Promise<Thread> {
  const params = { path: { organization_id: organizationId, phone }, ...(cursor ? { query: { cursor } } : {}) };
  return ask(api.GET("/v1/organizations/{organization_id}/conversations/{phone}", { params }));
}

/** Only the newest texts are asked for again and again; the earlier ones that were shown stay before them. */
export const threadQuery = (organizationId: string, phone: string) =>
  queryOptions({
    queryKey: [organizationId, "conversations", "thread", phone],
    queryFn: () => askThread(organizationId, phone),
    structuralSharing: (before, now) => replaceEqualDeep(before, continued(before as Thread | undefined, now as Thread)),
    refetchInterval: OFTEN - 1_000,
  });

/** Names by user id; `others` are those to whom one may give a conversation, which is an admin's to do. */
export function usePeople() {
  const members = useMembers();
  const { myId } = members;
  const { may } = useOrganization();
  const others = members.everybody
    .filter((one) => may("ADMIN") && one.active && one.user_id !== myId)
    .map((one) => ({ id: one.user_id, name: one.name || words.colleague }));
  const nameOf = (id: string) => (id === myId ? words.you : (members.nameOf(id) ?? words.colleague));
  return { myId, others, nameOf };
}

export type People = ReturnType<typeof usePeople>;
