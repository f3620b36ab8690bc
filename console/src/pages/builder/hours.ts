/** The zones a phone could be in and the organization's hours go in; when it may be texted comes out, on its own clock. */
const DAY = 24 * 60;
const MINUTE = 60_000;
/** Who could be anywhere in the United States is texted only when all of it may be. */
const ANYWHERE = ["America/New_York", "Pacific/Honolulu"];

export interface Hours {
  opens: string;
  closes: string;
}

/** Minutes of the first zone's day; `from` and `to` are equal where the zones have no hour in common. */
export interface Window {
  zone: string;
  from: number;
  to: number;
  now: number;
  isOpen: boolean;
  /** Minutes until it opens or closes. */
  until: number;
}

export const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export function windowOf(zones: readonly string[], { opens, closes }: Hours, at: Date): Window {
  const known = zones.length > 0 ? zones : ANYWHERE;
  const zone = known[0] ?? "America/New_York";
  const own = offsetOf(zone, at);
  const shifts = known.map((one) => own - offsetOf(one, at));
  const from = Math.max(...shifts) + minutesOf(opens);
  const to = Math.max(Math.min(...shifts) + minutesOf(closes), from);
  const now = wrap(Math.floor(at.getTime() / MINUTE) + own);
  const isOpen = [now, now + DAY].some((moment) => moment >= from && moment < to);
  return { zone, from, to, now, isOpen, until: wrap((isOpen ? to : from) - now) };
}

const wrap = (minutes: number) => ((minutes % DAY) + DAY) % DAY;

/** Minutes ahead of UTC. */
function offsetOf(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
  const { year, month, day, hour, minute } = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
  return Math.round((local - Math.floor(at.getTime() / MINUTE) * MINUTE) / MINUTE);
}

/** "8 AM", "8:30 PM". */
export function clockOf(minutes: number): string {
  const at = wrap(minutes);
  const hour = Math.floor(at / 60);
  const rest = at % 60;
  return `${hour % 12 || 12}${rest ? `:${String(rest).padStart(2, "0")}` : ""} ${hour < 12 ? "AM" : "PM"}`;
}
