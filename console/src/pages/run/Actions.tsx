/** What can be done with a campaign that runs, waits or has run: pause, resume, archive, bring back. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
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
  const isFresh = useJustChanged(campaign.state);
  if (campaign.state === "PAUSED") {
    return (
      <Button leftSection={<Icons.Play size={18} />} loading={resume.isPending || isFresh} onClick={() => resume.mutate()}>
        {words.resume}
      </Button>
    );
  }
  const reason = campaign.state === "ACTIVE" ? undefined : words.cannotPause(STATES[campaign.state].name);
  return (
    <ReasonedButton reason={reason} leftSection={<Icons.Pause size={18} />} loading={pause.isPending || isFresh} onClick={() => pause.mutate()}>
      {words.pause}
    </ReasonedButton>
  );
}

const QUICK = 1_000;

/** For a moment after it has changed: Resume takes the place of Pause, and the second of two quick presses must not undo the first. */
function useJustChanged(state: Campaign["state"]): boolean {
  const [before, setBefore] = useState(state);
  const [hasChanged, setChanged] = useState(false);
  if (before !== state) {
    setBefore(state);
    setChanged(true);
  }
  useEffect(() => {
    if (!hasChanged) return undefined;
    const timer = setTimeout(() => setChanged(false), QUICK);
    return () => clearTimeout(timer);
  }, [hasChanged, before]);
  return hasChanged;
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
