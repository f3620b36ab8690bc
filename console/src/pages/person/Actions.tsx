/** What can be done for a person: read on, opt out, lift it, hand out their data, forget them. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Person } from "../../api/shapes";
import { useLift, useOptOut } from "../../api/useOptOut";
import * as Icons from "../../look/icons";
import { ReasonDialog } from "../../parts/ReasonDialog";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import style from "./actions.module.css";
import { EraseDialog } from "./EraseDialog";
import { GatherDialog } from "./GatherDialog";
import { words } from "./words";

type Open = "optOut" | "lift" | "export" | "erase" | undefined;

export function Actions({ person }: { person: Person }) {
  const { may } = useOrganization();
  const { phone } = person;
  const optOut = useOptOut(() => words.optOut.done);
  const lift = useLift(() => words.lift.done);
  const [open, setOpen] = useState<Open>();
  const close = () => {
    setOpen(undefined);
    optOut.reset();
    lift.reset();
  };
  return (
    <>
      <Buttons person={person} onOpen={setOpen} />
      <ReasonDialog
        opened={open === "optOut"}
        onClose={close}
        title={words.optOut.title}
        texts={{ ...words.optOut, short: words.reasonShort }}
        least={3}
        onConfirm={(reason) => optOut.mutate({ phone, reason }, { onSuccess: close })}
        isBusy={optOut.isPending}
        problem={optOut.error}
        isRed
      >
        <p>{words.optOut.lead(writePhone(phone))}</p>
      </ReasonDialog>
      {may("OWNER") && (
        <>
          <ReasonDialog
            opened={open === "lift"}
            onClose={close}
            title={words.lift.title}
            texts={words.lift}
            least={10}
            onConfirm={(reason) => lift.mutate({ phone, reason }, { onSuccess: close })}
            isBusy={lift.isPending}
            problem={lift.error}
          >
            <p>{words.lift.lead}</p>
          </ReasonDialog>
          <EraseDialog phone={phone} opened={open === "erase"} onClose={close} />
        </>
      )}
      <GatherDialog phone={phone} opened={open === "export"} onClose={close} />
    </>
  );
}

function Buttons({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const { organizationId, may } = useOrganization();
  return (
    <div className={style.actions}>
      {person.conversation && (
        <Link
          className={style.thread}
          to="/organizations/$organizationId/inbox"
          params={{ organizationId }}
          search={{ show: "ALL", phone: person.phone }}
        >
          <Icons.Inbox size={18} /> {words.actions.thread}
        </Link>
      )}
      {!person.opted_out && (
        <Button variant="default" leftSection={<Icons.OptOuts size={18} />} onClick={() => onOpen("optOut")}>
          {words.actions.optOut}
        </Button>
      )}
      {person.opted_out && may("OWNER") && (
        <Button variant="default" onClick={() => onOpen("lift")}>
          {words.actions.lift}
        </Button>
      )}
      <Button variant="default" leftSection={<Icons.Download size={18} />} onClick={() => onOpen("export")}>
        {words.actions.export}
      </Button>
      {may("OWNER") && !person.erased_at && (
        <Button variant="default" color="red" className={style.erase} onClick={() => onOpen("erase")}>
          {words.actions.erase}
        </Button>
      )}
    </div>
  );
}
