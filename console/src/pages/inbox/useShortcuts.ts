/** Single keys that do things, while nobody types and no dialog is open; whoever does not want them turns them off. */
import { useEffect, useRef, useState } from "react";

const STORED = "groundswell-shortcuts";

export type Shortcuts = Partial<Record<string, () => void>>;

export function useShortcuts(shortcuts: Shortcuts, isOn: boolean): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isMeant(event)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    if (!isOn) return undefined;
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn]);
}

/** A key that is held down does nothing twice. */
function isMeant(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as HTMLElement;
  if (target.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog]")) return false;
  return document.querySelector("[aria-modal=true]") === null;
}

/** Remembered in this browser. */
export function useShortcutsChoice(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => stored() !== "off");
  const choose = (wanted: boolean) => {
    setOn(wanted);
    try {
      localStorage.setItem(STORED, wanted ? "on" : "off");
    } catch {
      // then it holds until the page is left
    }
  };
  return [isOn, choose];
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
