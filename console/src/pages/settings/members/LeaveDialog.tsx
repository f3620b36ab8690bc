/** Leaving the organization oneself; its last owner is told first who has to take over. */
import { Confirm } from "../../../parts/Confirm";
import { Dialog } from "../../../parts/Dialog";
import { DialogActions } from "../../../parts/DialogActions";
import { Note } from "../../../parts/Note";
import { useOrganization } from "../../../session/useOrganization";
import { words as shared } from "../words";
import { useLeave } from "./useLeave";
import { words } from "./words";

export function LeaveDialog({ isLast, onClose }: { isLast: boolean; onClose: () => void }) {
  const { organizationId, name } = useOrganization();
  const leave = useLeave(organizationId, name);
  if (isLast) {
    return (
      <Dialog opened onClose={onClose} title={words.leaving.title}>
        <Note kind="info" {...words.lastOwner} />
        <DialogActions confirm={shared.done} onConfirm={onClose} focus="confirm" />
      </Dialog>
    );
  }
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.leaving.title}
      confirm={words.leaving.confirm}
      isBusy={leave.isPending}
      problem={leave.error}
      onConfirm={() => leave.mutate()}
    >
      {words.leaving.lead}
    </Confirm>
  );
}
