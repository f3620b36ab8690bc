/** What went wrong in a dialog; where somebody else was faster, closing it shows the newest. */
import { useQueryClient } from "@tanstack/react-query";
import { ApiProblem, toSentence } from "../../api/problem";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { ChangedMeanwhile } from "./ChangedMeanwhile";

export function Trouble({ error, close }: { error: unknown; close: () => void }) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  if (!error) return null;
  if (!(error instanceof ApiProblem) || error.status !== 412) return <Note kind="bad" {...toSentence(error)} />;
  const load = () => {
    close();
    void queries.invalidateQueries({ queryKey: [organizationId] });
  };
  return <ChangedMeanwhile load={load} />;
}
