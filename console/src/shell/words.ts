export const words = {
  skip: "Skip to the page",
  more: "More",
  account: "Your account",
  nav: "Main",
  switchOrganization: "Organization",
  menu: "You",
  signOut: "Sign out",
  toDark: "Dark mode",
  toLight: "Light mode",
  offline: "You are offline. What you see may be old; it goes on by itself once you are connected again.",
  noOrganization: {
    title: "You are in no organization yet",
    remedy: "Ask an owner to invite this address, then load this page again.",
  },
  notYours: {
    title: "This page is not for you",
    remedy: "It belongs to an organization that you are not a member of, or your role does not include it.",
    way: "Go to Today",
  },
  notFound: {
    title: "There is no such page",
    remedy: "The link may be old or misspelt.",
    way: "Go to Today",
  },
  unconfirmed: {
    page: "One step before you can begin",
    title: "Show that this mailbox is yours",
    remedy:
      "Your account is older than this membership. Before you may do anything here, sign out, choose “Forgot your password?” and set a password with the code that we send you. Once is enough.",
    way: "Sign out and set a password",
  },
  roles: { OWNER: "Owner", ADMIN: "Admin", TEXTER: "Texter" },
};

export const stopWords = {
  button: "Stop all",
  title: "Stop all sending?",
  lead: "Every running campaign of this organization is paused at once. Texts that the carrier already has cannot be called back. Each campaign can be resumed later, where it stopped.",
  confirm: "Stop all sending",
  cancel: "Keep sending",
  done: (stopped: number) =>
    stopped === 0 ? "Nothing was being sent" : stopped === 1 ? "Stopped: 1 campaign is paused" : `Stopped: ${stopped} campaigns are paused`,
  quietAtOnce: "No text was handed over after you pressed.",
  quietAfter: (seconds: string) => `The last text was handed over ${seconds} s after you pressed; none since.`,
  still: "Texts handed over a moment ago are still being reported. This is measured for a few more seconds.",
  resume: "Resume each campaign on its own page when you are ready:",
  campaign: (place: number) => `Campaign ${place}`,
  offline: {
    title: "Nothing was stopped: you are offline",
    remedy: "Press again as soon as you are connected. Until then ask somebody else of your organization to press it, or suspend the account at your carrier.",
  },
  unknown: (why: string) => `${why}, so it is not known whether anything was stopped`,
  nothing: (why: string) => `Nothing was stopped: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
  again: "Press again: stopping twice does no harm.",
  otherwise: "If it still does not work, suspend the account at your carrier: then it takes no more texts.",
  close: "Close",
};
