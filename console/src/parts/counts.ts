/** Counts and shares as people read them. */
const COUNT = new Intl.NumberFormat("en-US");

export const count = (value: number) => COUNT.format(value);

/** "1 text", "1,204 texts". */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** Never 100 % unless it is all, never 0 % unless it is none. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return "–";
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 1) return "<1%";
  if (part < whole && percent > 99) return ">99%";
  return `${Math.round(percent)}%`;
}
