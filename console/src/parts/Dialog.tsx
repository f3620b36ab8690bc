/** A dialog in the middle of the page: named by its title, closed with Escape, the focus goes back where it was. */
import { Modal } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
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
  useFocusBack(opened);
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

/** Mantine gives the focus back only where a closed dialog stays in the page. */
function useFocusBack(opened: boolean) {
  useEffect(() => {
    const before = document.activeElement;
    if (!opened || !(before instanceof HTMLElement)) return;
    return () => {
      if (before.isConnected) before.focus({ preventScroll: true });
    };
  }, [opened]);
}
