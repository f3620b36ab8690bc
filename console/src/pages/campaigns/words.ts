export const words = {
  title: "Campaigns",
  lead: "Every text for an audience, from draft to done.",
  search: "Search by name or text",
  allStates: "All states",
  state: "State",
  table: { name: "Campaign", state: "State", health: "How it fares", contacts: "Contacts", changed: "Last change", copy: "Copy" },
  copy: "Copy",
  copyOf: (name: string) => `Copy “${name}”`,
  copied: (name: string) => `Copied. “${name}” is a draft with the same text and contacts.`,
  none: {
    title: "No campaigns yet",
    remedy: "A campaign is a text for an audience. The first one is made through the API; see its description under /v1/docs.",
  },
  noMatch: { title: "Nothing matches", remedy: "Try other words or another state.", way: "Show all campaigns" },
  older: "Only the campaigns that are shown were searched.",
  searchOlder: "Search older ones too",
};
