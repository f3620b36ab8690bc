/** The only way to the admin API: typed by its OpenAPI document, signed with the session's token, errors as ApiProblem. */
import createClient from "openapi-fetch";
import { noteDate } from "../parts/serverTime";
import { renew, currentToken } from "../session/session";
import { noAnswer, readProblem } from "./problem";
import type { paths } from "./schema.gen";

export const api = createClient<paths>({ fetch: signedFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for, or an ApiProblem: the form that TanStack Query wants. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** A token that the API no longer takes is renewed once, behind the scenes. */
async function signedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await attempt(request, await currentToken());
  if (first.status !== 401) return checked(first);
  return checked(await attempt(again, await renew()));
}

async function attempt(request: Request, token: string): Promise<Response> {
  request.headers.set("authorization", `Bearer ${token}`);
  try {
    const answer = await fetch(request);
    noteDate(answer.headers.get("date"));
    return answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw noAnswer();
  }
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await readProblem(response);
  return response;
}
