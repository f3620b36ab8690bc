/** A list that comes in pages is fetched to its end while that is wanted; whether it is still being fetched comes out. */
import { useEffect } from "react";
import type { CursorList } from "./useCursorList";

export function useAllPages<T>(list: CursorList<T>, isWanted: boolean): boolean {
  const { hasMore, isLoadingMore, query } = list;
  const { fetchNextPage, isFetchNextPageError, isFetching } = query;
  const goesOn = isWanted && hasMore && !isFetchNextPageError;
  useEffect(() => {
    // a refetch of what is there would be thrown away by a fetch of what follows
    if (goesOn && !isLoadingMore && !isFetching) void fetchNextPage();
  }, [goesOn, isLoadingMore, isFetching, fetchNextPage]);
  return goesOn;
}
