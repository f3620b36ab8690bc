/** The dialogs in which a member's role, access and membership change. */
import { useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { Confirm } from "../../../parts/Confirm";
import { Dialog } from "../../../parts/Dialog";
import { DialogForm } from "../../../parts/DialogForm";
import { memberName } from "../../../parts/memberName";
import { Note } from "../../../parts/Note";
import { useMe } from "../../../session/useOrganization";
import { RoleChoice } from "../RoleChoice";
import { Trouble } from "../Trouble";
import { Invited } from "./Invited";
import { usePatch, useRemove, useRenew } from "./useMemberChanges";
import type { ActProps } from "./who";
import { words } from "./words";

export function RoleDialog({ member, onClose }: ActProps) {
  const me = useMe();
  const [role, setRole] = useState(member.role);
  const patch = usePatch(member);
  const who = memberName(member);
  return (
    <Dialog opened onClose={onClose} title={words.roleChange.title(who)}>
      <DialogForm
        onSubmit={() => (role === member.role ? onClose() : patch.mutate({ role }, { onSuccess: onClose }))}
        onLeave={onClose}
        confirm={words.roleChange.submit}
        isBusy={patch.isPending}
      >
        <RoleChoice label={words.roleChange.label} value={role} onChange={setRole} />
        {member.user_id === me.data?.user_id && role !== member.role && <Note kind="warn" title={words.roleChange.own} />}
        <Trouble error={patch.error} close={onClose} />
      </DialogForm>
    </Dialog>
  );
}

/** Switching off asks first; switching on again does not take anything from anybody. */
export function SwitchDialog({ member, onClose }: ActProps) {
  const patch = usePatch(member);
  const who = memberName(member);
  const isOn = member.active;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={isOn ? words.switching.title(who) : words.do.on}
      confirm={isOn ? words.switching.confirm : words.do.on}
      isMild={!isOn}
      isBusy={patch.isPending}
      problem={patch.error}
      onConfirm={() => patch.mutate({ active: !isOn }, { onSuccess: onClose })}
    >
      {isOn ? words.switching.lead : words.switching.back(who)}
    </Confirm>
  );
}

export function RemoveDialog({ member, onClose }: ActProps) {
  const remove = useRemove(member);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.removing.title(memberName(member))}
      confirm={words.removing.confirm}
      isBusy={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
    >
      {words.removing.lead}
    </Confirm>
  );
}

export function RenewDialog({ member, onClose }: ActProps) {
  const renew = useRenew(member);
  const who = memberName(member);
  if (renew.data) return <Invited made={renew.data} title={words.invited.renewed(who)} onClose={onClose} />;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.renewing.title(who)}
      confirm={words.renewing.confirm}
      isMild
      isBusy={renew.isPending}
      problem={inWords(renew.error)}
      onConfirm={() => renew.mutate()}
    >
      {words.renewing.lead}
    </Confirm>
  );
}

/** The API's own advice names its routes. */
function inWords(error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.status !== 409 || !error.detail.includes("/v1/")) return error;
  return new ApiProblem(409, { title: error.message, detail: words.renewing.hasOwn });
}
