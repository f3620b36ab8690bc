/** Lifts an opt-out, because the person asked for texts again; an owner's job, with a reason. */
import { useLift } from "../../api/useOptOut";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { writePhone } from "../../parts/writePhone";
import { words } from "./words";

const said = words.liftDialog;
const LEAST = 10;

interface LiftProps {
  opened: boolean;
  onClose: () => void;
  phone: string;
}

export function LiftDialog({ opened, onClose, phone }: LiftProps) {
  const lift = useLift(() => said.done(writePhone(phone)));
  const close = () => {
    lift.reset();
    onClose();
  };
  return (
    <ReasonDialog
      opened={opened}
      onClose={close}
      title={said.title(writePhone(phone))}
      texts={said}
      least={LEAST}
      onConfirm={(reason) => lift.mutate({ phone, reason }, { onSuccess: close })}
      isBusy={lift.isPending}
      problem={lift.error}
      isRed
    >
      <p>{said.lead}</p>
      <p className="soft">{said.easier}</p>
    </ReasonDialog>
  );
}
