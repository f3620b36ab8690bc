/** A titled part of a page that shows a query: while it loads, when it is empty, when it failed, and when it is there. */
import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { toSentence } from "../api/problem";
import { Boundary } from "./Boundary";
import { Card } from "./Card";
import { Note } from "./Note";
import style from "./panel.module.css";
import { Time } from "./Time";

type Asked<T> = Pick<
  UseQueryResult<T>,
  "data" | "error" | "isPending" | "isError" | "isFetching" | "failureCount" | "failureReason" | "fetchStatus" | "dataUpdatedAt"
> & { refetch: () => unknown };

interface PanelProps<T> {
  title?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  query: Asked<T>;
  /** Whether there is nothing to show, and what to say then. */
  empty?: { when: (data: T) => boolean; show: ReactNode };
  /** How much room the content will take, in lines. */
  lines?: number;
  bare?: boolean;
  children: (data: T) => ReactNode;
}

export function Panel<T>({ title, actions, query, empty, lines = 3, bare = false, children }: PanelProps<T>) {
  return (
    <Card {...{ title, actions, bare }}>
      <Boundary resetOn={query.data}>
        <Content {...{ query, empty, lines, children }} />
      </Boundary>
    </Card>
  );
}

function Content<T>({ query, empty, lines = 3, children }: Omit<PanelProps<T>, "title" | "actions">) {
  const { data } = query;
  if (data === undefined) return query.isError ? <Failure query={query} /> : <Waiting query={query} lines={lines} />;
  return (
    <>
      {query.isError && (
        <Note kind="warn" title="This could not be refreshed" remedy={<>What you see is from <Time at={new Date(query.dataUpdatedAt)} />. {toSentence(query.error).remedy}</>}>
          <Again query={query} />
        </Note>
      )}
      {empty?.when(data) ? empty.show : children(data)}
    </>
  );
}

function Failure<T>({ query }: { query: Asked<T> }) {
  return (
    <Note kind="bad" {...toSentence(query.error)}>
      <Again query={query} />
    </Note>
  );
}

function Again<T>({ query }: { query: Asked<T> }) {
  return (
    <Button size="xs" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
      Try again
    </Button>
  );
}

const SLOW = 4_000;

function Waiting<T>({ query, lines }: { query: Asked<T>; lines: number }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, []);
  const why = whyWaiting(query, isSlow);
  return (
    <div>
      <div className={style.skeleton} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <span key={line} />
        ))}
      </div>
      <p role="status" className={why ? style.why : "unseen"}>
        {why ?? "Loading"}
      </p>
    </div>
  );
}

function whyWaiting<T>(query: Asked<T>, isSlow: boolean): string | undefined {
  if (query.fetchStatus === "paused") return "You are offline. This loads by itself once you are connected again.";
  if (query.failureCount > 0) return `${toSentence(query.failureReason).title}. Trying again …`;
  return isSlow ? "This takes longer than usual. It is still loading." : undefined;
}
