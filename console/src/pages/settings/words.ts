import type { Role } from "../../api/shapes";

export const words = {
  title: "Settings",
  nav: "Sections of the settings",
  sections: {
    organization: "Organization",
    carrier: "Carrier",
    members: "People",
    keys: "API keys",
    history: "History",
  },
  changedMeanwhile: {
    title: "Somebody else changed this while you were editing",
    remedy: "Nothing of yours has been saved, and nothing of theirs is lost. Load the newest, then make your change again.",
    way: "Load the newest",
  },
  done: "Done",
};

export const ROLES: Record<Role, { name: string; may: string }> = {
  TEXTER: { name: "Texter", may: "Answers conversations, looks up and records opt-outs." },
  ADMIN: { name: "Admin", may: "Also runs campaigns, loads contacts, buys numbers and stops all sending." },
  OWNER: { name: "Owner", may: "Also changes settings, the carrier, people and API keys, and erases people's data." },
};
