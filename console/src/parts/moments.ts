/** Moments and spans in words. */
const LANGUAGE = "en-US";
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "10:42 AM" today, "Mon 10:42 AM" within six days, else with the date. */
export function shortTime(at: Date, now: Date, zone?: string): string {
  const clock = format(at, { hour: "numeric", minute: "2-digit" }, zone);
  if (dayOf(at, zone) === dayOf(now, zone)) return clock;
  const days = Math.abs(now.getTime() - at.getTime()) / 1000 / DAY;
  if (days < 6) return `${format(at, { weekday: "short" }, zone)} ${clock}`;
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return `${format(at, { month: "short", day: "numeric", ...year }, zone)}, ${clock}`;
}

/** With its zone, for whoever points at it. */
export function longTime(at: Date, zone?: string): string {
  const parts = { weekday: "short", month: "short", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" } as const;
  return format(at, parts, zone);
}

export function zoneName(at: Date, zone: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, { timeZone: zone, timeZoneName: "short" }).formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** "less than a minute", "about 4 minutes", "about 2 hours". */
export function span(seconds: number): string {
  if (seconds < MINUTE) return "less than a minute";
  if (seconds < 90 * MINUTE) return about(Math.round(seconds / MINUTE), "minute");
  if (seconds < 36 * HOUR) return about(Math.round(seconds / HOUR), "hour");
  return about(Math.round(seconds / DAY), "day");
}

function about(count: number, unit: string): string {
  return `about ${count} ${unit}${count === 1 ? "" : "s"}`;
}

function format(at: Date, parts: Intl.DateTimeFormatOptions, zone?: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, zone ? { ...parts, timeZone: zone } : parts).format(at);
}

function dayOf(at: Date, zone?: string): string {
  return format(at, { year: "numeric", month: "numeric", day: "numeric" }, zone);
}
