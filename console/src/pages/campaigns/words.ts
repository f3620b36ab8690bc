import { counted } from "../../parts/counts";

export const words = {
  title: "Campaigns",
  lead: "Each is one text for one audience, from draft to done.",
  search: "Search by name or text",
  allStates: "All states",
  state: "State",
  table: { name: "Campaign", state: "State", health: "How it is going", contacts: "Contacts", changed: "Changed", copy: "Use again" },
  copy: "Copy",
  copyOf: (name: string) => `Copy “${name}”`,
  copied: (name: string) => `Copied. “${name}” is a draft with the same text and contacts.`,
  none: {
    title: "No campaigns yet",
    remedy: "A campaign is a text for an audience. Make the first one with “New campaign”; nothing is sent before you say so.",
  },
  create: {
    button: "New campaign",
    title: "New campaign",
    label: "What is it called?",
    hint: "For you and your colleagues; nobody who gets the text sees it.",
    placeholder: "Saturday clean-up",
    empty: "Give it a name.",
    confirm: "Make the draft",
  },
  noMatch: { title: "Nothing matches", remedy: "Try other words or another state.", way: "Show all campaigns" },
  searching: (searched: number) => `Searching the older ones too. ${counted(searched, "campaign")} searched so far …`,
  older: "Not all campaigns could be searched.",
  searchOlder: "Search the rest",
};
