/** Texts or replies of a blast as a file. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Blast } from "../../api/shapes";
import { ExportDialog } from "../../parts/ExportDialog";
import { words } from "./words";

export function ExportButton({ kind, blast }: { kind: "sends" | "replies"; blast: Blast }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.export[kind]}
      </Button>
      <ExportDialog
        title={words.export.title[kind]}
        wanted={{ kind, campaign_id: blast.campaign_id, blast_id: blast.blast_id }}
        opened={isOpen}
        onClose={() => setOpen(false)}
      >
        {words.export.lead}
      </ExportDialog>
    </>
  );
}
