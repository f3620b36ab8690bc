/** What a person has seen of an organization's first steps, kept in this browser. */
import { useState } from "react";
import type { Seen } from "./firstRun";

const nameOf = (organizationId: string) => `groundswell-first-steps-${organizationId}`;

export function useSeen(organizationId: string): [Seen | undefined, (seen: Seen) => void] {
  const [seen, setSeen] = useState<Seen | undefined>(() => read(organizationId));
  const keep = (next: Seen) => {
    setSeen(next);
    try {
      localStorage.setItem(nameOf(organizationId), next);
    } catch {
      // then it holds until the page is left
    }
  };
  return [seen, keep];
}

function read(organizationId: string): Seen | undefined {
  try {
    const kept = localStorage.getItem(nameOf(organizationId));
    return kept === "OPEN" || kept === "HIDDEN" || kept === "OVER" ? kept : undefined;
  } catch {
    return undefined;
  }
}
