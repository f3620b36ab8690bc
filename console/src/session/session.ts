/** The session: the access token in memory only, the refresh token in a cookie that no script can read.
 *
 * `expired` means that somebody is at work and has to sign in again where they are; `signed-out` that nobody is;
 * `unknown` that the page has just begun and the API has not answered yet, after some tries.
 */
import { useSyncExternalStore } from "react";
import { ApiProblem, noAnswer, readProblem } from "../api/problem";

export type Phase = "starting" | "unknown" | "signed-out" | "signed-in" | "expired";
export interface Challenge {
  name: string;
  session: string;
}
/** A session began, or something more is asked for. */
export type Outcome = { signedIn: true } | { signedIn: false; challenge: Challenge };

interface Answer {
  access_token?: string | null;
  expires_in?: number | null;
  challenge?: string | null;
  session?: string | null;
}

const EARLY = 120_000;
/** Milliseconds before each try to go on with a session at the start of the page. */
const RESUME_AFTER = [0, 1_000, 3_000];
/** Only says that asking for a session is worth a request; holds nothing secret. */
const HINT = "groundswell-signed-in";
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("groundswell-session");
let phase: Phase = "starting";
let token = "";
let expiresAt = 0;
let renewal: Promise<string> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export const usePhase = () => useSyncExternalStore(subscribe, () => phase);

/** At the start of the page: a session that still lasts goes on. */
export async function resume(): Promise<void> {
  tabs?.addEventListener("message", () => end("signed-out"));
  await tryToResume();
}

/** A passing trouble must not sign anybody out: it is tried again, and then said. */
export async function tryToResume(): Promise<void> {
  enter("starting");
  if (!remembered()) return enter("signed-out");
  for (const wait of RESUME_AFTER) {
    await new Promise((go) => setTimeout(go, wait));
    await renew().catch(() => undefined);
    if (phase !== "starting") return;
  }
  enter("unknown");
}

export async function signIn(email: string, password: string): Promise<Outcome> {
  return begin(await post("", { email, password }));
}

export async function answerChallenge(
  email: string,
  challenge: Challenge,
  answer: { new_password: string } | { code: string },
): Promise<Outcome> {
  return begin(await post("/challenge", { email, challenge: challenge.name, session: challenge.session, ...answer }));
}

export async function requestReset(email: string): Promise<void> {
  await post("/reset", { email });
}

export async function confirmReset(email: string, code: string, newPassword: string): Promise<void> {
  await post("/reset/confirm", { email, code, new_password: newPassword });
}

/** Nobody is signed in afterwards in any tab, even if the API could not be told. */
export async function signOut(): Promise<void> {
  await send("DELETE", "").catch(() => undefined);
  tabs?.postMessage("signed-out");
  end("signed-out");
}

/** A token that is good for a while yet. */
export async function currentToken(): Promise<string> {
  return token && Date.now() < expiresAt - EARLY / 4 ? token : renew();
}

/** A new token; however many ask at the same moment, one request is made. */
export function renew(): Promise<string> {
  if (phase === "expired" || phase === "signed-out") return Promise.reject(new ApiProblem(401, { title: "Sign in again" }));
  renewal ??= renewOnce().finally(() => (renewal = undefined));
  return renewal;
}

async function renewOnce(): Promise<string> {
  try {
    begin(await post("/refresh"));
    return token;
  } catch (error) {
    const isRefused = error instanceof ApiProblem && (error.status === 401 || error.status === 403);
    if (isRefused) end(phase === "signed-in" ? "expired" : "signed-out");
    else if (phase === "starting" && error instanceof ApiProblem && !error.isPassing) enter("signed-out");
    throw error;
  }
}

function begin(answer: Answer): Outcome {
  if (answer.challenge) return { signedIn: false, challenge: { name: answer.challenge, session: answer.session ?? "" } };
  const lasts = (answer.expires_in ?? 300) * 1000;
  token = answer.access_token ?? "";
  expiresAt = Date.now() + lasts;
  clearTimeout(timer);
  timer = setTimeout(() => void renew().catch(() => undefined), Math.max(lasts - EARLY, 10_000));
  remember(true);
  enter("signed-in");
  return { signedIn: true };
}

function end(next: Phase): void {
  token = "";
  clearTimeout(timer);
  if (next === "signed-out") remember(false);
  enter(next);
}

function enter(next: Phase): void {
  phase = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function post(path: string, body?: object): Promise<Answer> {
  const response = await send("POST", path, body);
  return response.status === 204 ? {} : ((await response.json()) as Answer);
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const answer = await fetch(`/v1/session${path}`, {
    method,
    credentials: "same-origin",
    ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  }).catch(() => {
    throw noAnswer();
  });
  if (!answer.ok) throw await readProblem(answer);
  return answer;
}

function remembered(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

function remember(is: boolean): void {
  try {
    if (is) localStorage.setItem(HINT, "1");
    else localStorage.removeItem(HINT);
  } catch {
    // without storage the next start asks for the session once more than it had to
  }
}
