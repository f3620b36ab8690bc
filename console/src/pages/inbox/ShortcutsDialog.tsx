/** Which keys do what, and whether they do. */
import { Checkbox } from "@mantine/core";
import { Dialog } from "../../parts/Dialog";
import style from "./shortcutsDialog.module.css";
import { words } from "./words";

interface ShortcutsProps {
  opened: boolean;
  onClose: () => void;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function ShortcutsDialog({ opened, onClose, isOn, onChange }: ShortcutsProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={words.keys.title}>
      <p className="soft">{isOn ? words.keys.lead : words.keys.off}</p>
      <Checkbox checked={isOn} label={words.keys.on} onChange={(event) => onChange(event.currentTarget.checked)} />
      <dl className={style.keys}>
        {[...(isOn ? words.keys.list : []), ...words.keys.always].map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
