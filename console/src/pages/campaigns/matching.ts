/** Campaigns go in; those in the state whose name or text has all of the words come out. */
import type { Campaign } from "../../api/shapes";

export function matching(campaigns: readonly Campaign[], find: string, state: string): Campaign[] {
  const wanted = find.toLowerCase().split(/\s+/).filter(Boolean);
  return campaigns.filter((one) => {
    const text = `${one.name} ${one.text}`.toLowerCase();
    return (!state || one.state === state) && wanted.every((word) => text.includes(word));
  });
}
