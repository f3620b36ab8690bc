/** Every sentence of the numbers' page; those about buying are in buyWords.ts. */
import { count, counted } from "../../parts/counts";
import type { NumberState } from "../../api/shapes";
import type { Tone } from "../../parts/Badge";

export const STATES: Record<NumberState, { name: string; tone: Tone; meaning: string }> = {
  ALLOCATED: { name: "At work", tone: "accent", meaning: "In a campaign that has started." },
  RESERVED: { name: "Reserved", tone: "warn", meaning: "For a campaign that has not started, or as a member's own." },
  AVAILABLE: { name: "Free", tone: "neutral", meaning: "Any campaign may take it." },
};

export const words = {
  title: "Numbers",
  lead: "The phone numbers that your texts come from.",
  buy: "Buy numbers",
  none: {
    title: "No numbers yet",
    remedy: "Texts come from numbers of your own. Buy some where your contacts live: people answer a code they know.",
  },
  purchases: "Purchases",
  asked: "Asked for:",
  byArea: "By area code",
  total: (all: number, codes: number) => `${counted(all, "number")} in ${counted(codes, "area code")}`,
  place: (state: string | undefined) => state ?? "Elsewhere",
  spoken: (code: string, parts: string) => `${code}: ${parts}`,
  countOf: (many: number, state: string) => `${count(many)} ${state.toLowerCase()}`,
  inArea: (code: string) => `in ${code}`,
  allCodes: (codes: number) => `Show all ${count(codes)} area codes`,
  list: "All numbers",
  area: "Area code",
  allAreas: "All area codes",
  state: "State",
  allStates: "All states",
  table: { phone: "Number", state: "State", by: "Used by", place: "Place", carrier: "Carrier", since: "Yours since", release: "Release" },
  carrier: (name: string) => (name === "twilio" ? "Twilio" : name === "fakeservice" ? "Practice carrier" : name),
  campaignGone: "A campaign",
  member: (name: string) => `${name}'s own`,
  memberGone: "A member's own",
  noMatch: { title: "No number matches", remedy: "Choose another area code or state.", way: "Show all numbers" },
  release: "Release",
  releaseOf: (phone: string) => `Release ${phone}`,
  notNow: {
    ALLOCATED: "It is at work. It comes free when its campaign is archived.",
    RESERVED: "A campaign that has not started has reserved it. Take it out there first.",
    MEMBER: "It is a member's own. Take it from them in the settings first.",
  },
  ask: {
    title: (phone: string) => `Release ${phone}?`,
    lead: "It goes back to the carrier for good and costs nothing more. The carrier may sell it to somebody else.",
    replies: "Replies that people still write to it no longer reach you. What they wrote before stays in your inbox.",
    type: (digits: string) => `Type ${digits} to confirm`,
    how: "These are its last four digits.",
    confirm: "Release the number",
    cancel: "Keep it",
    notYet: "The button works once the digits are right.",
  },
  released: (phone: string) => `${phone} is released.`,
};
