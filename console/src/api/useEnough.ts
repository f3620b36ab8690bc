/** A list whose pages may be short, even empty, goes in; it is fetched on until there are enough rows more, or its end. */
import { useState } from "react";
import { useAllPages } from "./useAllPages";
import type { CursorList } from "./useCursorList";

/** `filter` names what is listed: another one begins with `atOnce` rows again. Every page counts as enough where that is 0. */
export function useEnough<T>(list: CursorList<T>, atOnce: number, filter: string): CursorList<T> {
  const [wanted, setWanted] = useState({ filter, rows: atOnce });
  const rows = wanted.filter === filter ? wanted.rows : atOnce;
  const goesOn = useAllPages(list, list.items.length < rows);
  return {
    ...list,
    isLoadingMore: list.isLoadingMore || goesOn,
    loadMore: () => {
      setWanted({ filter, rows: list.items.length + atOnce });
      list.loadMore();
    },
  };
}
