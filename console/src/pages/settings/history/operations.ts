/** What somebody did, in words: an operation's name goes in, a sentence without its subject comes out. */
import type { Entry } from "../queries";

/** By what they are about, in the order of the filter. */
const GROUPS: Record<string, Record<string, string>> = {
  Settings: {
    put_settings: "Changed the organization's settings",
    put_service_vendor: "Connected the carrier's account",
    put_service_manager: "Set up an extension",
    post_service_manager_form: "Filled in an extension's form",
    post_campaign_manager_form: "Filled in an extension's form for a campaign",
  },
  People: {
    post_member: "Invited somebody",
    post_member_invitation: "Made a new temporary password",
    patch_member: "Changed a member",
    delete_member: "Removed a member, or left",
    put_member_number: "Changed a member's own number",
  },
  "API keys": {
    post_client: "Created an API key",
    post_client_secret: "Made a new secret for an API key",
    delete_client: "Revoked an API key",
  },
  Campaigns: {
    post_campaign: "Created a campaign",
    patch_campaign: "Changed a campaign",
    post_campaign_copy: "Copied a campaign",
    post_campaign_preview: "Previewed a campaign's text",
    post_campaign_test: "Sent a test text",
    post_campaign_start: "Started a campaign",
    post_campaign_send: "Sent a campaign's texts",
    post_campaign_pause: "Paused a campaign",
    post_campaign_resume: "Resumed a campaign",
    post_campaign_archive: "Archived a campaign",
    post_campaign_unarchive: "Took a campaign out of the archive",
    post_load: "Prepared a file of contacts",
    post_load_preview: "Previewed a file of contacts",
    post_load_start: "Loaded contacts",
    put_numbers_of_campaign: "Reserved numbers for a campaign",
  },
  Sending: {
    post_stop_all: "Stopped all sending",
    post_message: "Sent a text",
    post_send_release: "Sent an unclear text once more",
    post_dead_letter_replay: "Tried a stuck piece of work again",
    post_dead_letters_replay_all: "Tried all stuck work again",
  },
  Conversations: {
    post_answer: "Answered somebody",
    put_assignee: "Assigned a conversation",
    post_conversation_close: "Closed a conversation",
    post_conversation_reopen: "Opened a conversation again",
    dismiss_review: "Decided that a reply was no opt-out",
  },
  "Opt-outs and contacts": {
    add_opt_out: "Opted a phone out",
    add_opt_outs: "Opted out a list of phones",
    remove_opt_out: "Lifted an opt-out",
    post_person_export: "Exported a person's data",
    post_person_erasure: "Erased a person's data",
    post_export: "Exported a list",
  },
  "Numbers and jobs": {
    post_number_purchase: "Bought numbers",
    delete_number: "Released a number",
    post_job_cancel: "Cancelled a job",
    post_job_retry: "Tried a job again",
  },
};

const SENTENCES: Record<string, string> = Object.assign({}, ...Object.values(GROUPS));

const ACTIONS: Partial<Record<Entry["action"], string>> = {
  SEND_RELEASED: "Sent an unclear text once more",
  DEAD_LETTERS_REPLAYED: "Tried stuck work again",
  STOPPED_ALL: "Stopped all sending",
  PERSON_ERASED: "Erased a person's data",
  PERSON_EXPORTED: "Exported a person's data",
};

const VERBS: Record<string, string> = { post: "Did", put: "Set", patch: "Changed", delete: "Removed", add: "Added", remove: "Removed" };

/** What nobody has put into words yet reads as its name says. */
export function didWhat({ operation, action }: Pick<Entry, "operation" | "action">): string {
  const known = SENTENCES[operation] ?? (operation === "" ? ACTIONS[action] : undefined);
  if (known) return known;
  const [verb = "", ...rest] = (operation || action.toLowerCase()).split("_");
  const plain = VERBS[verb] ? [VERBS[verb], ...rest].join(" ") : [verb, ...rest].join(" ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** For a NativeSelect with groups. */
export const operationChoices = Object.entries(GROUPS).map(([group, sentences]) => ({
  group,
  items: Object.entries(sentences).map(([value, label]) => ({ value, label })),
}));
