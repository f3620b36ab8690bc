/** The API's counts go in; a row for each area code, whose pieces add up to what is owned there, comes out. */
import type { components } from "../../api/schema.gen";
import type { NumberState } from "../../api/shapes";

type Counts = components["schemas"]["CountsShape"];

export const ORDER: readonly NumberState[] = ["ALLOCATED", "RESERVED", "AVAILABLE"];

export interface AreaRow {
  areaCode: string;
  pieces: { state: NumberState; count: number }[];
  total: number;
}

/** Where most numbers are comes first. */
export function rowsOf({ area_codes }: Counts): AreaRow[] {
  return Object.entries(area_codes)
    .map(([areaCode, states]) => {
      const pieces = ORDER.map((state) => ({ state, count: states[state] ?? 0 })).filter((one) => one.count > 0);
      return { areaCode, pieces, total: sum(pieces.map((one) => one.count)) };
    })
    .filter((row) => row.total > 0)
    .toSorted((one, other) => other.total - one.total || one.areaCode.localeCompare(other.areaCode));
}

/** All area codes together, in every state. */
export function totalsOf(rows: readonly AreaRow[]): { state: NumberState; count: number }[] {
  return ORDER.map((state) => ({ state, count: sum(rows.flatMap((row) => row.pieces.filter((one) => one.state === state).map((one) => one.count))) }));
}

export const ownedIn = (counts: Counts) => sum(rowsOf(counts).map((row) => row.total));

const sum = (counts: readonly number[]) => counts.reduce((before, one) => before + one, 0);
