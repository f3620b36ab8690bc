/** The settings as they are filled in, and what is sent of them. */
import type { Settings } from "../../../api/shapes";

export interface Draft {
  name: string;
  opens: string;
  closes: string;
  optOut: string;
  help: string;
  isForgetting: boolean;
  days: string;
  isPaced: boolean;
  scope: "ACCOUNT" | "NUMBER";
  rate: string;
}

const DAYS = "365";
const RATE = "10";

export function draftOf(settings: Settings): Draft {
  const { name, opens, closes, pace, retention_days } = settings;
  return {
    name,
    opens,
    closes,
    optOut: settings.opt_out_confirmation,
    help: settings.help_answer,
    isForgetting: retention_days !== null,
    days: String(retention_days ?? DAYS),
    isPaced: pace !== null,
    scope: pace?.scope ?? "ACCOUNT",
    rate: String(pace?.segments_per_second ?? RATE),
  };
}

/** What this form does not show goes back as it came. */
export function bodyOf(draft: Draft, settings: Settings) {
  return {
    name: draft.name.trim(),
    opens: draft.opens,
    closes: draft.closes,
    pace: draft.isPaced ? { scope: draft.scope, segments_per_second: Number(draft.rate) } : null,
    service_managers: settings.service_managers,
    opt_out_confirmation: draft.optOut,
    help_answer: draft.help,
    retention_days: draft.isForgetting ? Number(draft.days) : 0,
  };
}

export const isSame = (one: Draft, other: Draft) => JSON.stringify(one) === JSON.stringify(other);

const FIRST = 8 * 60;
const LAST = 21 * 60;
const STEP = 30;

/** The law's half hours, and the chosen one where it lies between. */
export function hoursWith(chosen: string): string[] {
  const all = Array.from({ length: (LAST - FIRST) / STEP + 1 }, (_, step) => written(FIRST + step * STEP));
  return all.includes(chosen) ? all : [...all, chosen].sort();
}

const written = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export const minutesOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));

/** "9:00 AM" for "09:00". */
export function spoken(hour: string): string {
  const minutes = minutesOf(hour);
  const clock = Math.floor(minutes / 60) % 12 || 12;
  return `${clock}:${String(minutes % 60).padStart(2, "0")} ${minutes < 720 ? "AM" : "PM"}`;
}

/** What can be told before the API is asked. */
export function wrongWithDraft(draft: Draft): Partial<Record<"name" | "closes" | "retention_days" | "pace", string>> {
  const days = Number(draft.days);
  const rate = Number(draft.rate);
  return {
    ...(draft.name.trim() ? {} : { name: "Give the organization a name." }),
    ...(minutesOf(draft.opens) < minutesOf(draft.closes) ? {} : { closes: "Choose a later time than the one texts begin at." }),
    ...(!draft.isForgetting || (Number.isInteger(days) && days >= 7 && days <= 3650) ? {} : { retention_days: "Choose 7 to 3,650 days." }),
    ...(!draft.isPaced || (rate >= 0.1 && rate <= 1000) ? {} : { pace: "Choose 0.1 to 1,000 segments a second." }),
  };
}
