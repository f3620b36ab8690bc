/** How the console asks: passing troubles are asked again, with patience; refusals are shown at once. */
import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

const TRIES = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
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
}

/** As long as the API asks for, at most half a minute; else one second, then two. */
export function patience(failures: number, error: unknown): number {
  const wished = error instanceof ApiProblem ? error.retryAfter : undefined;
  return wished === undefined ? 1000 * 2 ** failures : Math.min(wished, 30) * 1000;
}
