/** Seconds go in; how long somebody waits, or how much time is left, comes out as short as can be understood. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "under a minute", "12 min", "3 h", "2 days". */
export function waited(seconds: number): string {
  if (seconds < MINUTE) return "under a minute";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} days`;
}

/** "2 days 5 h", "5 h 12 min", "42 min", then "4:07"; nothing once it is over. */
export function remaining(seconds: number): string | undefined {
  if (seconds <= 0) return undefined;
  if (seconds < 10 * MINUTE) return `${Math.floor(seconds / MINUTE)}:${String(Math.floor(seconds % MINUTE)).padStart(2, "0")}`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;
  return `${Math.floor(seconds / DAY)} days ${Math.floor((seconds % DAY) / HOUR)} h`;
}
