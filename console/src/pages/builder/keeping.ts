/** Unsaved words on this device, by person and campaign; a browser that keeps nothing is no reason to break. */
import type { Kept } from "./draft";

const nameOf = (userId: string, campaignId: string) => `groundswell-draft-${userId}-${campaignId}`;

export function keep(userId: string, campaignId: string, unsaved: Kept | undefined): void {
  try {
    if (unsaved) localStorage.setItem(nameOf(userId, campaignId), JSON.stringify(unsaved));
    else localStorage.removeItem(nameOf(userId, campaignId));
  } catch {
    // full, or forbidden
  }
}

export function kept(userId: string, campaignId: string): Kept | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(nameOf(userId, campaignId)) ?? "null");
    return isKept(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isKept(found: unknown): found is Kept {
  const { base, mine } = (found ?? {}) as Partial<Kept>;
  return typeof base?.text === "string" && typeof mine?.text === "string" && typeof base.name === "string" && typeof mine.name === "string";
}
