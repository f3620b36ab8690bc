/** What happened goes in; a sentence about it comes out. */
import type { Happening } from "../../api/shapes";
import { words } from "./words";

const FIELDS: Record<string, string> = {
  name: "the name",
  text: "the text",
  sender_choice: "who picks the numbers",
  load_id: "the contacts",
  fields: "the contacts' fields",
  contacts: "the number of contacts",
};

const DID: Record<Happening["what"], string> = {
  CREATED: "made this campaign",
  COPIED: "made a copy of it",
  EDITED: "changed it",
  CONTACTS_LOADED: "loaded contacts",
  NUMBERS_CHOSEN: "chose its numbers",
  FORM_FILLED: "filled in a form of it",
  TESTED: "sent a test text",
  STARTED: "started it",
  SENT: "pressed Send",
  BLAST_CLOSED: "All texts of a blast were settled",
  PAUSED: "paused it",
  PAUSED_ITSELF: "paused it",
  RESUMED: "resumed it",
  STOPPED_ALL: "stopped everything, this campaign too",
  SEND_RELEASED: "let an unclear text be sent once more",
  ARCHIVED: "archived it",
  UNARCHIVED: "brought it back from the archive",
};

export interface Told {
  /** null where nobody did it. */
  who: string | null;
  did: string;
  /** What came of it, where that is worth telling. */
  outcome: string;
  isBad: boolean;
}

export function tell(one: Happening): Told {
  return {
    who: whoOf(one),
    did: didOf(one),
    outcome: outcomeOf(one),
    isBad: one.job_state === "FAILED" || !one.settled || one.what === "PAUSED_ITSELF",
  };
}

function whoOf(one: Happening): string | null {
  if (one.what === "PAUSED_ITSELF") return words.timeline.itself;
  return one.user_id === null ? null : (one.by ?? words.timeline.nobody);
}

function didOf(one: Happening): string {
  if (one.what === "CREATED" && one.other_campaign_id) return "made this campaign as a copy of another";
  const changed = (one.changed ?? []).map((field) => FIELDS[field]).filter((field) => field !== undefined);
  if (one.what === "EDITED" && changed.length > 0) return `changed ${listed(changed)}`;
  return DID[one.what];
}

function outcomeOf(one: Happening): string {
  if (!one.settled) return words.timeline.unsettled;
  if (one.what === "PAUSED_ITSELF") return one.reason;
  if (one.job_state === "FAILED") return `${words.timeline.failed} ${one.job_reason}`;
  if (one.job_state === "CANCELLED") return words.timeline.cancelled;
  return one.job_state === "QUEUED" || one.job_state === "RUNNING" ? words.timeline.underWay : "";
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
