/** Somebody else has saved since this was read: told, with the way to the newest. */
import { Button } from "@mantine/core";
import { Note } from "../../parts/Note";
import { words } from "./words";

export function ChangedMeanwhile({ load }: { load: () => void }) {
  const { way, ...said } = words.changedMeanwhile;
  return (
    <Note kind="warn" {...said}>
      <Button size="xs" variant="default" onClick={load}>
        {way}
      </Button>
    </Note>
  );
}
