/** How members stand, and in what order they are listed. */
import type { Member } from "../../../api/shapes";
import type { Tone } from "../../../parts/Badge";
import { memberName } from "../../../parts/memberName";
import { words } from "./words";

/** What each of the dialogs about a member gets. */
export interface ActProps {
  member: Member;
  onClose: () => void;
}

export function standingOf(member: Member): { tone: Tone; name: string; meaning?: string } {
  if (!member.active) return { tone: "neutral", name: words.off };
  if (!member.confirmed) return { tone: "warn", name: words.unconfirmed, meaning: words.unconfirmedMeans };
  return { tone: "good", name: words.active };
}

/** Whether nobody would be left to own the organization; an unconfirmed owner does not count. */
export function isLastOwner(member: Member, all: readonly Member[]): boolean {
  const owns = (one: Member) => one.role === "OWNER" && one.active && one.confirmed;
  return owns(member) && !all.some((one) => one.user_id !== member.user_id && owns(one));
}

const RANK = { OWNER: 0, ADMIN: 1, TEXTER: 2 };

/** Owners first, those who are switched off last, else by name. */
export function inOrder(members: readonly Member[]): Member[] {
  const place = (one: Member) => (one.active ? RANK[one.role] : 9);
  return [...members].sort((one, other) => place(one) - place(other) || memberName(one).localeCompare(memberName(other)));
}
