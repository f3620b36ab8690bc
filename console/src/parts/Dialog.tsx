/** A dialog in the middle of the page: named by its title, closed with Escape, the focus goes back where it was. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import style from "./dialog.module.css";

interface DialogProps {
  opened: boolean;
  title: string;
  /** Without it the dialog has to be answered. */
  onClose?: () => void;
  children: ReactNode;
}

export function Dialog({ opened, title, onClose, children }: DialogProps) {
  const mayLeave = onClose !== undefined;
  // In parts, because Mantine's whole Modal has a <header>, which would be a second banner of the page.
  return (
    <Modal.Root opened={opened} onClose={onClose ?? (() => undefined)} closeOnEscape={mayLeave} closeOnClickOutside={mayLeave} lockScroll={false} centered radius="lg">
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={style.head}>
          <Modal.Title>{title}</Modal.Title>
          {mayLeave && <Modal.CloseButton aria-label="Close" />}
        </div>
        <Modal.Body>
          <div className={style.dialog}>{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
