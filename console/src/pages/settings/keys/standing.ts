/** How a key stands, and the calls a program makes with it. */
import type { Tone } from "../../../parts/Badge";
import type { ApiKey } from "../queries";
import { words } from "./words";

const DAY = 24 * 3600 * 1000;
const SOON = 14;

/** A key's end is a real moment: it is compared with when the browser got it, not with the stack's clock. */
export function standingOf(key: ApiKey, now: number): { tone: Tone; name: string; isOver: boolean } {
  if (!key.active) return { tone: "neutral", name: words.standing.revoked, isOver: true };
  const left = key.expires_at ? Date.parse(key.expires_at) - now : Number.POSITIVE_INFINITY;
  if (left <= 0) return { tone: "bad", name: words.standing.expired, isOver: true };
  if (left < SOON * DAY) return { tone: "warn", name: words.standing.soon(Math.floor(left / DAY)), isOver: false };
  return { tone: "good", name: words.standing.active, isOver: false };
}

/** Those that work first, the newest first. */
export function inOrder(keys: readonly ApiKey[], now: number): ApiKey[] {
  const rank = (one: ApiKey) => Number(standingOf(one, now).isOver);
  return [...keys].sort((one, other) => rank(one) - rank(other) || (other.created_at ?? "").localeCompare(one.created_at ?? ""));
}

/** In one line each where it can be, ready for a shell. */
export function callsOf(origin: string, organizationId: string, clientId = words.how.idHere) {
  const body = JSON.stringify({ grant_type: "client_credentials", client_id: clientId, client_secret: words.how.secretHere });
  return {
    token: `curl -s ${origin}/v1/session/token \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`,
    call: `curl -s ${origin}/v1/organizations/${organizationId} \\\n  -H "authorization: Bearer $ACCESS_TOKEN"`,
  };
}
