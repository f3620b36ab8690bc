/** A list of texts and the mark of how its blast stands go in; as long as only its first page shows, the list follows. */
import { type InfiniteData, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Page, Send } from "../../api/shapes";
import type { CursorList } from "../../api/useCursorList";

/** Milliseconds: a change is seldom alone. */
const LEAST = 500;

interface Followed {
  key: QueryKey;
  /** Undefined as long as nobody knows how the blast stands. */
  mark: string | undefined;
  /** Milliseconds between two looks, at the least. */
  every: number;
}

export function useFollowing(list: CursorList<Send>, { key, mark, every }: Followed) {
  const queries = useQueryClient();
  const name = JSON.stringify(key);
  const [seen, setSeen] = useState({ name, mark });
  const [turn, setTurn] = useState(0);
  // Another list begins as it is, and so does one that came before the figures.
  if (seen.name !== name || (seen.mark === undefined && mark !== undefined)) setSeen({ name, mark });
  const { isFetching, dataUpdatedAt, refetch, data } = list.query;
  const isBehind = mark !== undefined && seen.mark !== undefined && seen.mark !== mark;
  const isFirstPage = data?.pages.length === 1;
  useEffect(() => {
    if (!isBehind || !isFirstPage || isFetching) return undefined;
    const look = () => {
      setSeen({ name, mark });
      void refetch();
    };
    const timer = setTimeout(look, Math.max(dataUpdatedAt + every - Date.now(), LEAST));
    return () => clearTimeout(timer);
  }, [isBehind, isFirstPage, isFetching, dataUpdatedAt, every, name, mark, refetch]);
  /** Only the first page again, as it is now. */
  const begin = () => {
    setSeen({ name, mark });
    setTurn(turn + 1);
    queries.setQueryData<InfiniteData<Page<Send>>>(key, (all) => all && { pages: all.pages.slice(0, 1), pageParams: all.pageParams.slice(0, 1) });
    void refetch();
  };
  return { isFirstPage, isBehind, begin, turn };
}
