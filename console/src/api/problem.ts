/** Anything that went wrong with a request goes in; what to tell the person, and whether to try again, comes out. */
import type { components } from "./schema.gen";

type Body = components["schemas"]["Problem"];
export type FieldProblem = components["schemas"]["FieldError"];

export interface Sentence {
  title: string;
  remedy: string;
  /** Names the request in our log; only worth showing where the person cannot help themselves. */
  reference?: string;
}

/** `status` is 0 where no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly kind: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly reference: string;
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Partial<Body> = {}, retryAfter?: number) {
    super(body.title ?? `HTTP ${status}`);
    this.status = status;
    this.kind = body.type?.split("#problem-")[1] ?? "";
    this.detail = body.detail ?? "";
    this.errors = body.errors ?? [];
    this.reference = body.instance?.split(":").pop() ?? "";
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may well succeed in a moment. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.kind === "still-running";
  }
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const waits = Number(response.headers.get("retry-after"));
  const body: unknown = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, (body ?? {}) as Partial<Body>, waits > 0 ? waits : undefined);
}

export const noAnswer = () => new ApiProblem(0);

export function toSentence(error: unknown): Sentence {
  if (!(error instanceof ApiProblem)) {
    return { title: "This part of the page broke", remedy: "That is our mistake. Try again, or load the page anew." };
  }
  if (error.status === 0) {
    const isOffline = typeof navigator !== "undefined" && !navigator.onLine;
    return isOffline
      ? { title: "You are offline", remedy: "Nothing is lost. It goes on by itself once you are connected again." }
      : { title: "Groundswell did not answer", remedy: "Check your connection and try again. Trying again does nothing twice." };
  }
  if (error.status === 429) {
    const wait = error.retryAfter ? ` in ${seconds(error.retryAfter)}` : " in a moment";
    return { title: "Too many requests at once", remedy: `Try again${wait}. Texts that are being sent are not affected.` };
  }
  if (error.status >= 500 && error.kind !== "carrier") {
    const sentence = { title: "Something went wrong on our side", remedy: "Try again. If it happens again, tell us the reference." };
    return error.reference ? { ...sentence, reference: error.reference } : sentence;
  }
  if (error.status === 404) {
    return { title: "This does not exist", remedy: "It may have been removed, or it belongs to another organization." };
  }
  return ofRefusal(error);
}

/** What is the matter says more than the kind of problem: "No number is free" rather than "Not possible now". */
function ofRefusal(error: ApiProblem): Sentence {
  const [, matter, remedy] = (error.errors.length === 0 && /^(.+?)[.!]\s+(.+)$/s.exec(error.detail)) || [];
  return matter && remedy ? { title: matter, remedy } : { title: error.message, remedy: forPeople(error) };
}

/** The fields' own remedies say more than the general one. */
function forPeople(error: ApiProblem): string {
  const fields = error.errors.map((one) => `${one.problem} ${one.remedy}`.trim());
  return fields.length > 0 ? fields.join(" ") : error.detail || "Try again.";
}

function seconds(count: number): string {
  return count === 1 ? "1 second" : count < 90 ? `${count} seconds` : `${Math.round(count / 60)} minutes`;
}
