/** What to pass on to somebody who was invited; a temporary password is shown this once. */
import { CopyField } from "../../../parts/CopyField";
import { Dialog } from "../../../parts/Dialog";
import { DialogActions } from "../../../parts/DialogActions";
import { Note } from "../../../parts/Note";
import { Time } from "../../../parts/Time";
import type { Invitation } from "../queries";
import style from "./invited.module.css";
import { words } from "./words";

export function Invited({ made, title, onClose }: { made: Invitation; title: string; onClose: () => void }) {
  const { invited } = words;
  const password = made.temporary_password;
  if (!password) {
    return (
      <Dialog opened title={title} onClose={onClose}>
        <p>{made.confirmed ? invited.has : invited.hasUnconfirmed}</p>
        <CopyField label={invited.address} value={location.origin} />
        <DialogActions confirm={invited.close} onConfirm={onClose} focus="confirm" />
      </Dialog>
    );
  }
  return (
    <Dialog opened title={title}>
      <Note kind="warn" title={invited.shownOnce} />
      <CopyField label={invited.address} value={location.origin} />
      <CopyField label={invited.email} value={made.email} />
      <CopyField label={invited.password} value={password} />
      <ol className={style.steps}>
        {invited.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="soft small">
        {invited.until} <Time at={made.temporary_password_expires_at} />.
      </p>
      <DialogActions confirm={invited.done} onConfirm={onClose} focus="confirm" />
    </Dialog>
  );
}
