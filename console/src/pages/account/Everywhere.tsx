/** Ending every session on every device. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { useChange } from "../../api/useChange";
import { Card } from "../../parts/Card";
import { Confirm } from "../../parts/Confirm";
import layout from "../../parts/layout.module.css";
import { useSignOut } from "../../shell/useSignOut";
import { words } from "./words";

export function Everywhere() {
  const [isAsking, setAsking] = useState(false);
  const leave = useSignOut();
  const end = useChange<void, unknown>({
    run: async () => {
      await ask<unknown>(api.DELETE("/v1/me/sessions"));
      await leave();
    },
    showsProblem: true,
  });
  return (
    <Card title={words.everywhere.title} lead={words.everywhere.lead}>
      <div className={layout.buttons}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {words.everywhere.button}
        </Button>
      </div>
      <Confirm
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={words.everywhere.ask}
        confirm={words.everywhere.button}
        isBusy={end.isPending}
        problem={end.error}
        onConfirm={() => end.mutate()}
      >
        {words.everywhere.asked}
      </Confirm>
    </Card>
  );
}
