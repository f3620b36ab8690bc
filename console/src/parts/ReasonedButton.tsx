/** A button that stays where it is when it cannot be pressed now, and says why to whoever comes to it. */
import { Button, type ButtonProps, Tooltip } from "@mantine/core";

interface ReasonedButtonProps extends ButtonProps {
  /** Why it cannot be pressed now; without it, it can. */
  reason?: string | undefined;
  /** Not needed where it sends off the form that it stands in. */
  onClick?: () => void;
  type?: "button" | "submit";
  "aria-label"?: string;
}

export function ReasonedButton({ reason, onClick, ...look }: ReasonedButtonProps) {
  // still focusable, so that everybody can learn why
  const button = (
    <Button
      variant="default"
      {...look}
      data-disabled={reason ? true : undefined}
      aria-disabled={Boolean(reason)}
      onClick={(event) => (reason ? event.preventDefault() : onClick?.())}
    />
  );
  return reason ? <Tooltip label={reason}>{button}</Tooltip> : button;
}
