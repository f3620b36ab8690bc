/** The API's present, as its answers are dated: right where this machine's clock is wrong, or the local stack's runs ahead. */
const TOLERANCE = 120_000;
let ahead = 0;

/** The date of an answer that has just come. */
export function noteDate(date: string | null): void {
  const there = Date.parse(date ?? "");
  if (!Number.isNaN(there)) ahead = there - Date.now();
}

export const serverNow = () => new Date(Date.now() + (Math.abs(ahead) > TOLERANCE ? ahead : 0));
