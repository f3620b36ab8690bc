/** A list that comes in pages: what has come so far, whether there is more, and how to get it. */
import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import type { Page } from "./shapes";

interface Wanted<T> {
  key: QueryKey;
  page: (cursor: string | undefined) => Promise<Page<T>>;
  /** Milliseconds between two looks, for lists that change by themselves. */
  every?: number | false | ((pages: readonly Page<T>[]) => number | false);
  enabled?: boolean;
}

export function useCursorList<T>({ key, page, every = false, enabled = true }: Wanted<T>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: typeof every === "function" ? ({ state }) => every(state.data?.pages ?? []) : every,
    enabled,
  });
  return {
    query,
    items: query.data?.pages.flatMap((one) => one.items) ?? [],
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}

export type CursorList<T> = ReturnType<typeof useCursorList<T>>;
