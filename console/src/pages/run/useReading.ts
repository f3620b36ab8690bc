/** Rows that come and go go in; while somebody points at them or stands in them, they come out in their places. */
import { type FocusEvent, useEffect, useRef, useState } from "react";
import type { Send } from "../../api/shapes";
import { differ, inPlace } from "./following";

type By = "pointer" | "focus";

export function useReading(items: readonly Send[]) {
  const frame = useRef<HTMLDivElement>(null);
  const by = useRef(new Set<By>());
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [kept, setKept] = useState<readonly Send[]>();
  const [doneWith, setDoneWith] = useState<ReadonlySet<string>>(new Set());
  const rows = kept ? inPlace(kept, items, doneWith) : items;
  const begin = (what: By) => {
    by.current.add(what);
    setKept((now) => now ?? items);
  };
  const end = (what: By) => {
    by.current.delete(what);
    if (by.current.size === 0) setKept(undefined);
  };
  const letGo = () => {
    by.current.clear();
    setKept(undefined);
  };
  useEffect(() => () => clearTimeout(leaving.current), []);
  // Who stood in a row that is gone stands in the list.
  useEffect(() => {
    if (by.current.has("focus") && document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
  }, [rows]);
  const handlers = {
    onPointerEnter: () => begin("pointer"),
    onPointerLeave: () => end("pointer"),
    onFocus: ({ target, currentTarget }: FocusEvent) => {
      clearTimeout(leaving.current);
      if (target !== currentTarget) begin("focus");
    },
    // On the way into a row's dialog nothing has the focus for a moment.
    onBlur: () => {
      clearTimeout(leaving.current);
      leaving.current = setTimeout(() => end("focus"));
    },
  };
  return { frame, rows, handlers, letGo, isHeld: kept !== undefined && differ(rows, items), isDone: (sendId: string) => setDoneWith((all) => new Set(all).add(sendId)) };
}
