/** How the console asks: passing troubles are asked again, with patience; refusals are shown at once. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

const TRIES = 2;
/** Who one is and where one may work; `useMe` reads it. */
export const ME = ["me"] as const;
/** Milliseconds within which the answer to who one is still counts. */
const FRESH = 10_000;

export function makeQueryClient(): QueryClient {
  const onError = (error: unknown): void => lookWhoOneIs(queries, error);
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && error.isPassing,
        retryDelay: (failures, error) => patience(failures, error),
      },
      mutations: { retry: false },
    },
  });
  return queries;
}

/** As long as the API asks for, at most half a minute; else one second, then two. */
export function patience(failures: number, error: unknown): number {
  const wished = error instanceof ApiProblem ? error.retryAfter : undefined;
  return wished === undefined ? 1000 * 2 ** failures : Math.min(wished, 30) * 1000;
}

/** What is refused or not there may be so because one's role has changed, or one is no member any more. */
function lookWhoOneIs(queries: QueryClient, error: unknown): void {
  const isDoubtful = error instanceof ApiProblem && (error.status === 403 || error.status === 404);
  const seenAt = queries.getQueryState(ME)?.dataUpdatedAt ?? 0;
  if (isDoubtful && seenAt > 0 && Date.now() - seenAt > FRESH) void queries.invalidateQueries({ queryKey: ME });
}
