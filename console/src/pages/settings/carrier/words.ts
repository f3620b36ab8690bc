import { counted } from "../../../parts/counts";

interface FieldWords {
  label: string;
  hint: string;
}

export const words = {
  inUse: "In use",
  notInUse: "Not connected",
  lead: "The carrier that texts leave through. One at a time is in use.",
  none: {
    title: "No carrier is connected yet",
    remedy: "Fill in one of the accounts below. It is checked with the carrier before it is stored.",
  },
  fields: {
    account_sid: { label: "Account SID", hint: "Begins with AC. It is on the first page of the Twilio console." },
    auth_token: { label: "Auth token", hint: "Beside the account SID in the Twilio console. Not an API key." },
    webhook_shared_key: {
      label: "Webhook signing key",
      hint: "Only if Twilio signs your webhooks with a key of its own. Otherwise leave it empty: the auth token counts.",
    },
    webhook_secret: { label: "Webhook secret", hint: "Whoever reports texts to the webhook address sends it along." },
    voice_message: { label: "What callers hear", hint: "Read aloud to whoever calls one of your numbers. Left empty, a short standard sentence." },
  } as Record<string, FieldWords>,
  connect: "Check and connect",
  save: "Check and save",
  checkedNote: (name: string) => `${name} accepts this account`,
  checkedRemedy: "It is stored and in use. You can buy numbers and start campaigns with it.",
  refused: "This account was not accepted",
  refusedNothing: "Nothing was stored.",
  noAnswer: {
    title: "The carrier did not answer",
    remedy: "Nothing was stored. Try again in a minute; if it keeps happening, look at the carrier's status page.",
  },
  switching: {
    title: (now: string) => `${now} is in use now`,
    free: (name: string, now: string) => `Connecting ${name} takes its place. The account with ${now} stays stored until you replace it.`,
    owned: (numbers: number, now: string) =>
      `You own ${counted(numbers, "number")} with ${now}. Numbers cannot move to another carrier here: release them first.`,
    unknown: (now: string) => `Numbers cannot move to another carrier here. If you own any with ${now}, release them first.`,
    ownedLink: "See your numbers",
  },
  automatic: {
    title: "What is done for you",
    items: [
      "Numbers that you buy here report texts and calls to Groundswell from the start.",
      "Each campaign gets a messaging service of its own at the carrier, and its numbers are put into it.",
      "Texts and reports that got lost on the way are asked for again.",
    ],
  },
  webhook: {
    label: "Webhook address",
    hint: "Numbers and services made here have it already. Paste it only for a number that you bring along: in the carrier's console, as the address for incoming messages (POST).",
  },
  simulator: {
    title: "This is a local stack: a simulator stands in for the carrier",
    remedy: "Its account works without any contract, and nothing leaves this computer.",
    sid: "The simulator's account SID",
    token: "The simulator's auth token",
  },
};

/** The account that the simulator has from its start. */
export const SIMULATOR = { account_sid: `AC${"0".repeat(31)}1`, auth_token: `${"0".repeat(31)}1` };
