/** Where one reads stays where it is: at the end as texts come, unless one has gone up; and as earlier ones come above. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Text } from "../../api/shapes";

const NEAR = 90;

export function useReadingPlace(texts: readonly Text[]) {
  const frame = useRef<HTMLElement>(null);
  useSteadyTop(frame, texts[0]?.message_id);
  return { frame, ...useEnd(frame, texts.at(-1)?.message_id) };
}

/** The text that stood first keeps its place on the screen. */
function useSteadyTop(frame: RefObject<HTMLElement | null>, first: string | undefined) {
  const stood = useRef<{ id: string; top: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    if (stood.current && stood.current.id !== first) {
      const top = topOf(box, stood.current.id);
      if (top !== undefined) scrollTo(box, box.scrollTop + top - stood.current.top);
    }
    const note = () => {
      const top = first === undefined ? undefined : topOf(box, first);
      stood.current = first === undefined || top === undefined ? undefined : { id: first, top };
    };
    note();
    // what is written may take another height, on a screen that was turned for example
    const look = new ResizeObserver(note);
    look.observe(box);
    return () => look.disconnect();
  }, [frame, first]);
}

function scrollTo(box: HTMLElement, top: number): void {
  box.scrollTop = top;
}

/** Of a text, within all that can be scrolled to. */
function topOf(box: HTMLElement, id: string): number | undefined {
  const found = box.querySelector(`[data-text="${CSS.escape(id)}"]`);
  return found ? found.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop : undefined;
}

/** Stays at the end as texts come, unless the person has gone up to read. */
function useEnd(frame: RefObject<HTMLElement | null>, last: string | undefined) {
  const wasAtEnd = useRef(true);
  const [isBelow, setBelow] = useState(false);
  const toEnd = () => {
    const box = frame.current;
    if (box) scrollTo(box, box.scrollHeight);
    setBelow(false);
  };
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box || !last) return;
    if (wasAtEnd.current) scrollTo(box, box.scrollHeight);
    else setBelow(true);
  }, [frame, last]);
  useEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const look = () => {
      wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      if (wasAtEnd.current) setBelow(false);
    };
    const keep = new ResizeObserver(() => {
      if (wasAtEnd.current) scrollTo(box, box.scrollHeight);
    });
    box.addEventListener("scroll", look, { passive: true });
    keep.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      keep.disconnect();
    };
  }, [frame]);
  return { isBelow, toEnd };
}
