/** What the inbox asks for: its lists, one thread, and who is who. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Conversation } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { noteMoment } from "../../parts/serverTime";
import { useMe, useOrganization } from "../../session/useOrganization";
import type { Show } from "./inbox";
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
    page: async (cursor) => {
      const query = { show, limit: AT_ONCE, ...(cursor ? { cursor } : {}) };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/conversations", { params: { path: { organization_id: organizationId }, query } }));
      for (const one of page.items) noteMoment(one.last_activity_at);
      return page;
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

export const threadQuery = (organizationId: string, phone: string) =>
  queryOptions({
    queryKey: [organizationId, "conversations", "thread", phone],
    queryFn: async () => {
      const thread = await ask(api.GET("/v1/organizations/{organization_id}/conversations/{phone}", { params: { path: { organization_id: organizationId, phone } } }));
      for (const one of thread.texts) noteMoment(one.at);
      return thread;
    },
    refetchInterval: OFTEN - 1_000,
  });

export interface Member {
  id: string;
  name: string;
}

/** Names by user id; whoever may not read the members knows only themselves. */
export function usePeople() {
  const { organizationId, may } = useOrganization();
  const me = useMe().data;
  const members = useQuery({
    queryKey: [organizationId, "members", "all"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/members", { params: { path: { organization_id: organizationId }, query: { limit: 200 } } })),
    enabled: may("ADMIN"),
    staleTime: 60_000,
  });
  const others: Member[] = (members.data?.items ?? [])
    .filter((one) => one.active && one.user_id !== me?.user_id)
    .map((one) => ({ id: one.user_id, name: one.name || one.email }));
  const nameOf = (id: string) => (id === me?.user_id ? words.you : (others.find((one) => one.id === id)?.name ?? words.colleague));
  return { myId: me?.user_id, others, nameOf };
}

export type People = ReturnType<typeof usePeople>;
