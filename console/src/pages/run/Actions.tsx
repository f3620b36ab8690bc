/** What can be done with a campaign that runs, waits or has run: pause, resume, archive, bring back. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Campaign } from "../../api/shapes";
import * as Icons from "../../look/icons";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { ReasonedButton } from "../../parts/ReasonedButton";
import { STATES } from "../campaigns/stateWords";
import { useArchive, useRun } from "./useRun";
import { words } from "./words";

export function Actions({ campaign }: { campaign: Campaign }) {
  return (
    <>
      {campaign.state === "ARCHIVED" ? <BringBack campaign={campaign} /> : <Archive campaign={campaign} />}
      <PauseOrResume campaign={campaign} />
    </>
  );
}

function PauseOrResume({ campaign }: { campaign: Campaign }) {
  const { pause, resume } = useRun(campaign.campaign_id);
  if (campaign.state === "PAUSED") {
    return (
      <Button leftSection={<Icons.Play size={18} />} loading={resume.isPending} onClick={() => resume.mutate()}>
        {words.resume}
      </Button>
    );
  }
  const reason = campaign.state === "ACTIVE" ? undefined : words.cannotPause(STATES[campaign.state].name);
  return (
    <ReasonedButton reason={reason} leftSection={<Icons.Pause size={18} />} loading={pause.isPending} onClick={() => pause.mutate()}>
      {words.pause}
    </ReasonedButton>
  );
}

function Archive({ campaign }: { campaign: Campaign }) {
  const [isOpen, setOpen] = useState(false);
  const { archive } = useArchive(campaign.campaign_id, () => setOpen(false));
  const close = () => {
    setOpen(false);
    archive.reset();
  };
  return (
    <>
      <ReasonedButton reason={words.archive.cannot[campaign.state]} onClick={() => setOpen(true)}>
        {words.archive.button}
      </ReasonedButton>
      <ConfirmWithCount
        opened={isOpen}
        onClose={close}
        title={words.archive.title}
        count={campaign.contacts}
        things={words.archive.things}
        confirm={words.archive.confirm}
        onConfirm={() => archive.mutate()}
        isBusy={archive.isPending}
        problem={archive.error}
      >
        <p>{words.archive.lead}</p>
        <p className="soft">{words.archive.way}</p>
      </ConfirmWithCount>
    </>
  );
}

function BringBack({ campaign }: { campaign: Campaign }) {
  const { unarchive } = useArchive(campaign.campaign_id, () => undefined);
  return (
    <ReasonedButton reason={campaign.released ? words.archive.cannotComeBack : undefined} loading={unarchive.isPending} onClick={() => unarchive.mutate()}>
      {words.archive.back}
    </ReasonedButton>
  );
}
