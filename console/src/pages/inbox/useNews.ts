/** What to say aloud when somebody writes: nothing at first, then one sentence for each new text. */
import { useEffect, useRef, useState } from "react";
import type { Conversation } from "../../api/shapes";
import { writePhone } from "../../parts/writePhone";
import { news } from "./inbox";
import { words } from "./words";

export function useNews(items: readonly Conversation[], isThere: boolean): string {
  const seen = useRef<Map<string, string | null> | undefined>(undefined);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!isThere) return;
    const found = seen.current ? news(seen.current, items) : [];
    seen.current = new Map([...(seen.current ?? []), ...items.map((one) => [one.phone, one.last_message_id] as const)]);
    if (found.length > 0) setSaid(found.map((one) => words.news(one.first_name || writePhone(one.phone))).join(" "));
  }, [items, isThere]);
  return said;
}
