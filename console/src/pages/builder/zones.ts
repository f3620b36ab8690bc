/** Contacts go in; the zones they live in, the most frequent first, come out. */
export interface ZoneGroup {
  /** All that a phone could be in; none if nothing is known of it. */
  zones: readonly string[];
  people: number;
}

export const MOST = 6;

export function zonesOf(contacts: readonly { time_zones: readonly string[] }[]): ZoneGroup[] {
  const groups = new Map<string, { zones: readonly string[]; people: number }>();
  for (const { time_zones: zones } of contacts) {
    const name = zones.toSorted().join();
    const group = groups.get(name) ?? { zones, people: 0 };
    group.people += 1;
    groups.set(name, group);
  }
  return [...groups.values()].toSorted((one, other) => other.people - one.people).slice(0, MOST);
}
