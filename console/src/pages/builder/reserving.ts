/** Which numbers a campaign needs and may have: counts go in, rows and a proposal come out. */
export const CONTACTS_PER_NUMBER = 200;

export type Wishes = Readonly<Record<string, number>>;

export interface AreaCode {
  code: string;
  /** Reserved for this campaign already. */
  held: number;
  /** Free to be taken. */
  free: number;
}

export const needed = (contacts: number) => (contacts > 0 ? Math.ceil(contacts / CONTACTS_PER_NUMBER) : 0);

export const sumOf = (wishes: Wishes) => Object.values(wishes).reduce((sum, one) => sum + one, 0);

/** Of some numbers just bought for a campaign, those that it lacks; the others stay free. Without contacts, all. */
export function stillNeeded(wishes: Wishes, contacts: number, bought: number): number {
  return contacts > 0 ? Math.min(bought, Math.max(needed(contacts) - sumOf(wishes), 0)) : bought;
}

export function areaCodes(counts: Readonly<Record<string, Partial<Record<string, number>>>>, held: Wishes): AreaCode[] {
  const codes = [...new Set([...Object.keys(counts), ...Object.keys(held)])];
  return codes
    .map((code) => ({ code, held: held[code] ?? 0, free: counts[code]?.AVAILABLE ?? 0 }))
    .filter((one) => one.held > 0 || one.free > 0)
    .toSorted((one, other) => other.held - one.held || other.free - one.free || one.code.localeCompare(other.code));
}

export function heldBy(numbers: readonly { area_code: string }[]): Record<string, number> {
  const held: Record<string, number> = {};
  for (const { area_code } of numbers) held[area_code] = (held[area_code] ?? 0) + 1;
  return held;
}

/** Keeps what is held, then takes from where most are free. */
export function propose(rows: readonly AreaCode[], wanted: number): Record<string, number> {
  let left = Math.max(wanted - rows.reduce((sum, one) => sum + one.held, 0), 0);
  const proposal: Record<string, number> = {};
  for (const { code, held, free } of rows.toSorted((one, other) => other.free - one.free)) {
    const taken = Math.min(free, left);
    left -= taken;
    if (held + taken > 0) proposal[code] = held + taken;
  }
  return proposal;
}

export function isSame(one: Wishes, other: Wishes): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every((code) => (one[code] ?? 0) === (other[code] ?? 0));
}
