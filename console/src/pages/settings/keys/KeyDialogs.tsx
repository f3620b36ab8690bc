/** A key's new secret, its end, and the secret itself, which is shown once. */
import { useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../../api/client";
import { ApiProblem } from "../../../api/problem";
import { useChange } from "../../../api/useChange";
import { Confirm } from "../../../parts/Confirm";
import { CopyField } from "../../../parts/CopyField";
import { Dialog } from "../../../parts/Dialog";
import { DialogActions } from "../../../parts/DialogActions";
import { Note } from "../../../parts/Note";
import { useOrganization } from "../../../session/useOrganization";
import { type ApiKey, type NewKey, settingsKeys } from "../queries";
import { words } from "./words";

interface KeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

export function RotateDialog({ apiKey, onClose }: KeyDialogProps) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, client_id: apiKey.client_id } };
  const rotate = useChange<void, NewKey>({
    run: () => ask(api.POST("/v1/organizations/{organization_id}/clients/{client_id}/secret", { params })),
    refreshes: [settingsKeys.apiKeys(organizationId)],
    showsProblem: true,
  });
  if (rotate.data) return <SecretOnce made={rotate.data} onClose={onClose} />;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.rotating.title(apiKey.name)}
      confirm={words.rotating.confirm}
      isBusy={rotate.isPending}
      problem={rotate.error}
      onConfirm={() => rotate.mutate()}
    >
      {words.rotating.lead}
    </Confirm>
  );
}

export function RevokeDialog({ apiKey, onClose }: KeyDialogProps) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, client_id: apiKey.client_id } };
  const revoke = useChange<void, unknown>({
    run: () => ask<unknown>(api.DELETE("/v1/organizations/{organization_id}/clients/{client_id}", { params })),
    refreshes: [settingsKeys.apiKeys(organizationId)],
    done: () => words.revoking.done(apiKey.name),
    showsProblem: true,
  });
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.revoking.title(apiKey.name)}
      confirm={words.revoking.confirm}
      isBusy={revoke.isPending}
      problem={revoke.error}
      onConfirm={() => revoke.mutate(undefined, { onSuccess: onClose })}
    >
      {words.revoking.lead}
    </Confirm>
  );
}

/** It has to be answered: who closes it by mistake has lost the secret. */
export function SecretOnce({ made, onClose }: { made: NewKey; onClose: () => void }) {
  return (
    <Dialog opened title={words.made.title(made.name)}>
      <Note kind="warn" title={words.made.once} />
      <CopyField label={words.made.id} value={made.client_id} />
      <CopyField label={words.made.secret} value={made.client_secret} />
      <DialogActions confirm={words.made.stored} onConfirm={onClose} />
    </Dialog>
  );
}

export interface KeyInput {
  name: string;
  role: "ADMIN" | "TEXTER";
  expires_in_days: number;
}

/** Such an answer is never kept, because it holds a secret: after a lost one the list tells whether it was done. */
export function useCreate() {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const queryKey = settingsKeys.apiKeys(organizationId);
  const params = { path: { organization_id: organizationId } };
  return useChange<KeyInput, NewKey>({
    run: (body) =>
      ask(api.POST("/v1/organizations/{organization_id}/clients", { params, body })).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.isPassing) void queries.invalidateQueries({ queryKey });
        throw error;
      }),
    refreshes: [queryKey],
    showsProblem: true,
  });
}
