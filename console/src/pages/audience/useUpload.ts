/** From a chosen file to an uploaded one: a load is prepared, the file is sent to its address, trying again uses the same load. */
import { useRef, useState } from "react";
import { api, ask } from "../../api/client";
import { type Sentence, toSentence } from "../../api/problem";
import type { components } from "../../api/schema.gen";
import { useChange } from "../../api/useChange";
import { useOrganization } from "../../session/useOrganization";
import { headersOf, wrongWith } from "./file";
import { send, UploadProblem } from "./send";
import { words } from "./words";

type NewLoad = components["schemas"]["NewLoadShape"];

export interface Uploaded {
  loadId: string;
  fileName: string;
  /** The first row's cells, for the case that none is known to be the phone. */
  headers: readonly string[];
}

export type UploadState =
  | { is: "idle" }
  | { is: "preparing"; file: File }
  | { is: "sending"; file: File; sent: number }
  | { is: "broken"; problem: Sentence; again?: File };

export function useUpload(campaignId: string, onThere: (uploaded: Uploaded) => void) {
  const { organizationId } = useOrganization();
  const [state, setState] = useState<UploadState>({ is: "idle" });
  const made = useRef<NewLoad>(undefined);
  const stop = useRef<AbortController>(undefined);
  const prepare = useChange<string, NewLoad>({
    run: (_campaign, key) => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/loads", { params, body: { loader: "csv-upload" } }));
    },
    showsProblem: true,
  });

  const begin = async (file: File) => {
    const wrong = wrongWith(file);
    if (wrong) return setState({ is: "broken", problem: wrong });
    setState({ is: "preparing", file });
    const controller = new AbortController();
    stop.current = controller;
    try {
      made.current ??= await prepare.mutateAsync(campaignId);
      const { load_id, upload } = made.current;
      if (controller.signal.aborted) return setState({ is: "idle" });
      setState({ is: "sending", file, sent: 0 });
      await send(file, upload, (sent) => setState({ is: "sending", file, sent }), controller.signal);
      made.current = undefined;
      const headers = await headersOf(file);
      setState({ is: "idle" });
      onThere({ loadId: load_id, fileName: file.name, headers });
    } catch (error) {
      if (controller.signal.aborted) return setState({ is: "idle" });
      if (error instanceof UploadProblem && error.isRefused) made.current = undefined;
      setState(await broken(error, file));
    }
  };
  return { state, begin: (file: File) => void begin(file), cancel: () => stop.current?.abort(), reset: () => setState({ is: "idle" }) };
}

async function broken(error: unknown, file: File): Promise<UploadState> {
  if (!(error instanceof UploadProblem)) return { is: "broken", problem: toSentence(error), again: file };
  if (error.isRefused) return { is: "broken", problem: words.upload.refused, again: file };
  const isThere = await file.slice(0, 1).arrayBuffer().then(() => true, () => false);
  return isThere ? { is: "broken", problem: words.upload.failed, again: file } : { is: "broken", problem: words.wrongFile.changed };
}
