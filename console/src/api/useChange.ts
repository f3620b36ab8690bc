/** A change of something: sent once however often it is tried, then what it affects is read anew.
 *
 * The Idempotency-Key stays the same until the API has answered definitely, so that trying again after
 * a lost answer does nothing twice. Of two presses so quick that the button could not be locked between them, the
 * second waits for the first one's answer instead of asking itself.
 */
import { notifications } from "@mantine/notifications";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiProblem, toSentence } from "./problem";

interface Change<I, O> {
  run: (input: I, key: string) => Promise<O>;
  refreshes?: readonly QueryKey[];
  /** What to tell when it is done; nothing where the page shows it anyway. */
  done?: (output: O, input: I) => string;
  /** The caller shows the problem itself, for example in its dialog. */
  showsProblem?: boolean;
}

export function useChange<I = void, O = unknown>({ run, refreshes = [], done, showsProblem = false }: Change<I, O>) {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const underWay = useRef(new Map<string, Promise<O>>());
  const tell = (error: unknown) => {
    // who has to sign in again is asked to, on the spot
    if (showsProblem || (error instanceof ApiProblem && error.status === 401)) return;
    const { title, remedy } = toSentence(error);
    notifications.show({ title, message: remedy, color: "red", autoClose: 10_000 });
  };
  const runOnce = async (input: I): Promise<O> => {
    try {
      const output = await run(input, keyOf(keys.current, input));
      if (done) notifications.show({ message: done(output, input), color: "wave" });
      return output;
    } catch (error) {
      tell(error);
      throw error;
    } finally {
      underWay.current.delete(nameOf(input));
    }
  };
  return useMutation<O, Error, I>({
    networkMode: "always",
    mutationFn: (input) => {
      const name = nameOf(input);
      const running = underWay.current.get(name) ?? Promise.resolve().then(() => runOnce(input));
      underWay.current.set(name, running);
      return running;
    },
    onSettled: (_output, error, input) => {
      if (!(error instanceof ApiProblem && error.isPassing)) keys.current.delete(nameOf(input));
    },
    onSuccess: async () => {
      // A page that is not open must not begin with what was true before.
      for (const queryKey of refreshes) queries.removeQueries({ queryKey, type: "inactive" });
      await Promise.all(refreshes.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}

export function keyOf(keys: Map<string, string>, input: unknown): string {
  const name = nameOf(input);
  const key = keys.get(name) ?? crypto.randomUUID();
  keys.set(name, key);
  return key;
}

const nameOf = (input: unknown) => JSON.stringify(input) ?? "";
