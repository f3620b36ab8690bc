/** Inviting somebody: who they are and what they may do; then what to pass on to them. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ApiProblem, toSentence } from "../../../api/problem";
import { Dialog } from "../../../parts/Dialog";
import { DialogForm } from "../../../parts/DialogForm";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import { memberName } from "../../../parts/memberName";
import { Note } from "../../../parts/Note";
import { RoleChoice } from "../RoleChoice";
import { Invited } from "./Invited";
import { type InvitationInput, useInvite } from "./useMemberChanges";
import { words } from "./words";

export function Invite({ onClose }: { onClose: () => void }) {
  const [input, setInput] = useState<InvitationInput>({ email: "", name: "", role: "TEXTER" });
  const invite = useInvite();
  const set = (changes: Partial<InvitationInput>) => setInput({ ...input, ...changes });
  const wrong = fieldProblems(invite.error);
  if (invite.data) return <Invited made={invite.data} title={words.invited.title(memberName(invite.data))} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={words.inviting.title}>
      <DialogForm
        onSubmit={() => invite.mutate({ ...input, email: input.email.trim(), name: input.name.trim() })}
        onLeave={onClose}
        confirm={words.inviting.submit}
        isBusy={invite.isPending}
      >
        <p className="soft">{words.inviting.lead}</p>
        <TextInput
          data-autofocus
          label={words.inviting.email}
          type="email"
          required
          withAsterisk={false}
          autoComplete="off"
          maxLength={128}
          value={input.email}
          error={wrong.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <TextInput
          label={words.inviting.name}
          autoComplete="off"
          maxLength={200}
          value={input.name}
          error={wrong.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <RoleChoice label={words.inviting.role} value={input.role} onChange={(role) => set({ role })} />
        {invite.error && !isAllShown(invite.error, ["email", "name"]) && <Note kind="bad" {...inWords(invite.error)} />}
      </DialogForm>
    </Dialog>
  );
}

/** The API's advice names its routes; and a lost answer may have made the member. */
function inWords(error: unknown) {
  const said = toSentence(error);
  if (!(error instanceof ApiProblem)) return said;
  if (error.status === 0) return { ...said, remedy: words.inviting.lost };
  const [what = ""] = error.detail.split(" See them ");
  return error.status === 409 && what !== error.detail ? { title: what, remedy: words.already } : said;
}
