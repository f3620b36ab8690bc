/** Every sentence of what needs attention: what is the matter, and what to do about it. */
import type { components } from "../../api/schema.gen";
import type { Job } from "../../api/shapes";
import { count, counted, share } from "../../parts/counts";
import { shortTime, span } from "../../parts/moments";

type Queue = components["schemas"]["QueueLookShape"];

export interface Said {
  title: string;
  remedy: string;
}

const WORK: Partial<Record<Job["kind"], string>> = {
  LOAD_CONTACTS: "Loading contacts",
  BUY_NUMBERS: "Buying numbers",
  ARCHIVE_CAMPAIGN: "Archiving a campaign",
  RUN_BLAST: "Preparing a blast",
  ERASE_PERSON: "Erasing a person",
  EXPORT_PERSON: "Exporting a person's data",
  APPLY_RETENTION: "Forgetting old data",
  EXPORT: "An export",
};

export const attentionWords = {
  carrier: (isOwner: boolean): Said => ({
    title: "No carrier is connected",
    remedy: isOwner ? "Without one nothing can be sent and no numbers can be bought." : "Without one nothing can be sent. Ask an owner to connect it in the settings.",
  }),
  reviews: (found: number, due: Date | undefined, now: Date): Said => ({
    title: found === 1 ? "A reply may ask for no more texts" : `${count(found)} replies may ask for no more texts`,
    remedy: `Opt the person out, or dismiss the doubt. Until somebody decides, they still get your texts${due ? `; the law wants the first one decided by ${shortTime(due, now)}` : ""}.`,
  }),
  deadLetters: (found: number): Said => ({
    title: `${counted(found, "step")} failed again and again and ${found === 1 ? "was" : "were"} set aside`,
    remedy: "Nothing is lost. Try again; what was done before is not done twice.",
  }),
  notStarted: (name: string, why: string): Said => ({ title: `“${name}” could not start`, remedy: why }),
  paused: (name: string, why: string): Said => ({ title: `“${name}” is paused: ${why}`, remedy: "Resume it on its page when you are ready; it goes on where it stopped." }),
  pausedItself: (name: string, why: string): Said => ({
    title: `Groundswell has paused “${name}”`,
    remedy: `${why} Resume the campaign when that is mended; it goes on where it stopped.`,
  }),
  delivery: (name: string, delivered: number, settled: number): Said => ({
    title: `Only ${share(delivered, settled)} of “${name}” is delivered`,
    remedy: `${count(delivered)} of ${count(settled)} texts whose fate is known. Nine in ten is usual. See why the others failed, and pause it if it gets worse.`,
  }),
  unknown: (found: number, name: string): Said => ({
    title: `${counted(found, "text")} of “${name}” may or may not have arrived`,
    remedy: "The carrier's list does not have them. A person may send each once more; nobody gets it twice by machine.",
  }),
  job: (kind: Job["kind"], reason: string): Said => ({ title: `${WORK[kind] ?? "A job"} failed`, remedy: reason }),
  waiting: (show: "MINE" | "UNASSIGNED", queue: Queue, now: Date): Said => {
    const many = `${queue.is_all ? "" : "At least "}${counted(queue.count, "person", "people")}`;
    const since = queue.oldest_at ? `, the first for ${span((now.getTime() - Date.parse(queue.oldest_at)) / 1000)}` : "";
    return {
      title: `${many} ${queue.count === 1 ? "waits" : "wait"} for ${show === "MINE" ? "your answer" : "an answer"}${since}`,
      remedy: show === "MINE" ? "These conversations are yours." : "Nobody looks after these conversations yet.",
    };
  },
  secondFactor: { title: "Your account has no second factor", remedy: "An owner's password alone opens everything here. A code from your phone takes a minute to set up." } satisfies Said,
};

export const wayWords = {
  carrier: "Connect a carrier",
  inbox: { MINE: "Open your conversations", UNASSIGNED: "Open them in the inbox", REVIEW: "Read and decide", ALL: "Open the inbox" },
  operations: { jobs: "Show the jobs", stuck: "Show the steps", unsettled: "Show the texts" },
  run: "Open the campaign",
  failed: "Show the failed texts",
  build: "Open the campaign",
  account: "Set it up",
};
