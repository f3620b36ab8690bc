import { counted } from "../../parts/counts";

export const words = {
  title: "Today",
  running: "Running now",
  runningNone: {
    title: "Nothing is being sent",
    remedy: "Campaigns that are active or paused appear here, with how far they are and when they will be through.",
    way: "Go to the campaigns",
  },
  nothingSentYet: "Started, and nothing sent yet.",
  paused: "Paused. Nothing is sent until somebody resumes it.",
  through: (span: string) => `Through in ${span}, around`,
  measuring: "Finish time: being measured …",
  waitsForHours: (held: number) => counted(held, "text waits for the recipient's hours", "texts wait for the recipients' hours"),
  settled: "All texts are settled.",
  pace: (perMinute: string) => `${perMinute} texts a minute`,
  attention: "Needs attention",
  attentionNone: { title: "All is well", remedy: "Nothing waits for a decision of yours." },
  attentionChecking: "Checking …",
  attentionPartly: (what: string) => `Could not be checked: ${what}.`,
  replies: "Latest replies",
  repliesNone: { title: "No replies yet", remedy: "What people answer appears here, the newest first." },
  unanswered: "waits for an answer",
  oldestWaits: (span: string) => `The oldest waits ${span}`,
  toInbox: "Open the inbox",
  firstRun: {
    title: "Get ready to send",
    lead: "Five steps to the first campaign. This list goes away once the first text has left.",
    done: "Done",
    steps: {
      vendor: { name: "Connect a carrier", how: "An owner connects the organization's account with Twilio." },
      numbers: { name: "Get phone numbers", how: "Buy numbers where your contacts live, so that texts come from a code they know." },
      campaign: { name: "Write a campaign", how: "A name and a text. {first_name} becomes each person's own." },
      contacts: { name: "Load contacts", how: "A CSV file with a phone column. Rows that cannot be used come back with the reason." },
      send: { name: "Start it and send", how: "Starting puts the numbers in place. Nothing leaves before you press Send." },
    },
  },
};
