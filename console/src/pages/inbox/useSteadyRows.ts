/** The list's rows: as they come, or where they are while a pointer is over them. */
import { useState } from "react";
import type { Conversation } from "../../api/shapes";
import { type Steady, steady } from "./inbox";

export function useSteadyRows(items: readonly Conversation[]) {
  const [kept, setKept] = useState<readonly Conversation[] | undefined>();
  const shown: Steady = kept ? steady(kept, items) : { rows: items, fresh: 0 };
  return { ...shown, hold: () => setKept(items), letGo: () => setKept(undefined) };
}
