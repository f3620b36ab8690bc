/** What the addresses of pages carry behind the question mark. */
import type { SendState } from "../api/shapes";

export interface CampaignsSearch {
  find?: string;
  state?: string;
}

export interface RunSearch {
  blast?: string;
  state?: SendState;
  /** Of the texts in that state only those with this code, or with this reason for not being sent. */
  reason?: string;
}

/** One step of four: who, what, from which numbers, and off it goes. */
export interface BuilderSearch {
  step?: "audience" | "text" | "numbers" | "start";
}

export interface InboxSearch {
  show?: "MINE" | "UNASSIGNED" | "REVIEW" | "UNMATCHED" | "ALL";
  /** The open thread. */
  phone?: string;
}

export interface FindSearch {
  find?: string;
}

export interface NumbersSearch {
  area?: string;
  state?: string;
}

export interface OperationsSearch {
  view?: "jobs" | "stuck" | "unsettled" | "queues";
  /** Of jobs. */
  kind?: string;
  state?: string;
}

export interface SettingsSearch {
  section?: "organization" | "carrier" | "members" | "keys" | "history";
  /** What the history is narrowed to. */
  person?: string;
  operation?: string;
  state?: "STARTED" | "DONE" | "REFUSED";
}
