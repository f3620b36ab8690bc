/** A matrix of dark and light squares goes in; an SVG path over the dark ones comes out, a run of them at a time. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.map((row, y) => runsOf(row).map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`).join("")).join("");
}

function runsOf(row: readonly boolean[]): [from: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (isDark && last && last[0] + last[1] === x) last[1] += 1;
    else if (isDark) runs.push([x, 1]);
  });
  return runs;
}

/** A key as it is typed by hand: in groups of four. */
export const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? "";

/** What was typed as a code, without the spaces that apps show. */
export const digitsOf = (typed: string) => typed.replace(/\s/g, "");
export const isCode = (typed: string) => /^\d{6}$/.test(digitsOf(typed));
