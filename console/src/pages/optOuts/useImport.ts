/** Imports a list batch by batch; after a trouble it goes on with the batch that had it, under the same key. */
import { useState } from "react";
import { api, ask } from "../../api/client";
import { optOutKeys } from "../../api/queries";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { batchesOf, type Entry, type Imported, plus, sorted } from "./list";

interface Batch {
  phones: string[];
  reason: string;
}

export function useImport() {
  const { organizationId } = useOrganization();
  const [standing, setStanding] = useState<{ of: readonly Entry[]; batches: number; result: Imported }>();
  const [isDone, setDone] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const change = useChange<Batch, Imported>({
    run: (batch, key) =>
      ask(api.POST("/v1/organizations/{organization_id}/opt-outs/imports", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } }, body: { ...batch, csv: "" } })),
    refreshes: optOutKeys(organizationId),
    showsProblem: true,
  });
  const run = async (entries: readonly Entry[], reason: string) => {
    const { sendable, refused } = sorted(entries);
    // another list begins at its own beginning
    let { batches, result } = standing?.of === entries ? standing : { batches: 0, result: { opted_out: 0, already: 0, refused } };
    setRunning(true);
    try {
      for (const batch of batchesOf(sendable).slice(batches)) {
        result = plus(result, batch, await change.mutateAsync({ phones: batch.map((one) => one.phone), reason }));
        batches += 1;
        setStanding({ of: entries, batches, result });
      }
      setStanding({ of: entries, batches, result });
      setDone(true);
    } catch {
      // the change itself tells what happened
    } finally {
      setRunning(false);
    }
  };
  return { run, isRunning, isDone, result: standing?.result, batches: standing?.batches ?? 0, problem: isRunning ? null : change.error };
}
