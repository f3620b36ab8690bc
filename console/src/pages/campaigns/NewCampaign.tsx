/** A name makes a draft, which is opened at once to be built. */
import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Dialog } from "../../parts/Dialog";
import { DialogForm } from "../../parts/DialogForm";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

const LONGEST = 200;

export function NewCampaign() {
  const { may } = useOrganization();
  const [isOpen, setOpen] = useState(false);
  if (!may("ADMIN")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.create.button}</Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={words.create.title}>
        {isOpen && <Naming onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Naming({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const create = useCreate();
  const submit = () => {
    setEmpty(name.trim() === "");
    if (name.trim() !== "") create.mutate({ name: name.trim() });
  };
  return (
    <DialogForm onSubmit={submit} problem={create.error} onLeave={onClose} confirm={words.create.confirm} isBusy={create.isPending}>
      <TextInput
        data-autofocus
        label={words.create.label}
        description={words.create.hint}
        placeholder={words.create.placeholder}
        maxLength={LONGEST}
        value={name}
        error={isEmpty && words.create.empty}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function useCreate() {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  return useChange<{ name: string }, Campaign>({
    run: async (input, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      const body = { ...input, text: "", sender_choice: "GROUNDSWELL" as const };
      const made = await ask(api.POST("/v1/organizations/{organization_id}/campaigns", { params, body }));
      void navigate({ to: "/organizations/$organizationId/campaigns/$campaignId/build", params: { organizationId, campaignId: made.campaign_id }, search: { step: "audience" } });
      return made;
    },
    refreshes: [keys.campaigns(organizationId)],
    showsProblem: true,
  });
}
