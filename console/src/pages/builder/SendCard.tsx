/** What goes out, to how many, from what and when; then the press that sends it, once. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { keys, settingsQuery } from "../../api/queries";
import type { Blast, Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Card } from "../../parts/Card";
import { ConfirmWithCount } from "../../parts/ConfirmWithCount";
import { count } from "../../parts/counts";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { DialogActions } from "../../parts/DialogActions";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { estimate } from "./cost";
import { clockOf, minutesOf } from "./hours";
import { previewQuery, reservedQuery } from "./queries";
import style from "./sendCard.module.css";
import { words } from "./words";

/** From here on the number is typed before it is sent. */
const MANY = 100;

export function SendCard({ campaign, isAgain }: { campaign: Campaign; isAgain: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const send = useSend(campaign.campaign_id);
  const close = () => {
    setAsking(false);
    send.reset();
  };
  return (
    <Card {...(isAgain ? { label: words.send.title } : { title: words.send.title, level: "h3" as const })}>
      {!isAgain && <p className="soft">{words.send.lead}</p>}
      <Summary campaign={campaign} />
      <p className={style.text} dir="auto">
        {campaign.text}
      </p>
      <div>
        <Button size="md" variant={isAgain ? "default" : "filled"} onClick={() => setAsking(true)}>
          {isAgain ? words.send.again.button : words.send.button(campaign.contacts)}
        </Button>
      </div>
      <Confirm opened={isAsking} onClose={close} people={campaign.contacts} isAgain={isAgain} send={send}>
        <Summary campaign={campaign} />
      </Confirm>
    </Card>
  );
}

function useSend(campaignId: string) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  return useChange<void, Blast>({
    run: async (_, key) => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId }, header: { "Idempotency-Key": key } };
      const blast = await ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/send", { params }));
      void navigate({ to: "/organizations/$organizationId/campaigns/$campaignId/run", params: { organizationId, campaignId }, search: { blast: blast.blast_id } });
      return blast;
    },
    refreshes: [keys.campaign(organizationId, campaignId), keys.campaigns(organizationId)],
    showsProblem: true,
  });
}

interface ConfirmGiven {
  opened: boolean;
  onClose: () => void;
  people: number;
  isAgain: boolean;
  send: ReturnType<typeof useSend>;
  children: ReactNode;
}

/** Many people: the number is typed. Few, and for the first time: a plain question. */
function Confirm({ opened, onClose, people, isAgain, send, children }: ConfirmGiven) {
  const title = words.send.confirmTitle(people);
  const confirm = words.send.confirm(people);
  const what = (
    <div className={dialog.dialog}>
      {children}
      <p>{isAgain ? words.send.again.remedy : words.send.confirmLead}</p>
    </div>
  );
  if (people > MANY || isAgain) {
    return (
      <ConfirmWithCount opened={opened} onClose={onClose} title={title} count={people} things={words.send.things} confirm={confirm} onConfirm={() => send.mutate()} isBusy={send.isPending} problem={send.error}>
        {what}
      </ConfirmWithCount>
    );
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {what}
      {send.error && <Note kind="bad" {...toSentence(send.error)} />}
      {/* Enter held down on the button that opened this must not send */}
      <DialogActions onLeave={onClose} leave={words.send.cancel} confirm={confirm} onConfirm={() => send.mutate()} isBusy={send.isPending} focus="leave" />
    </Dialog>
  );
}

function Summary({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const preview = useQuery(previewQuery(organizationId, campaign.campaign_id, campaign.load_id, campaign.text));
  const reserved = useQuery(reservedQuery(organizationId, campaign.campaign_id));
  const hours = useQuery(settingsQuery(organizationId));
  const cost = preview.data && estimate(preview.data, campaign.contacts);
  const { summary } = words.send;
  const window = hours.data && words.send.hours(clockOf(minutesOf(hours.data.opens)), clockOf(minutesOf(hours.data.closes)));
  const figures = [
    [summary.people, count(campaign.contacts)],
    [summary.segments, cost ? words.send.segments(cost.all.least, cost.all.most) : words.send.unknown],
    [summary.numbers, reserved.data ? count(reserved.data.length) : words.send.unknown],
    [summary.hours, window ?? words.send.unknown],
  ] as const;
  return (
    <dl className={style.summary}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
