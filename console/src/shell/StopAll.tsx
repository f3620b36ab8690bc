/** The emergency stop, on every page: one press, one confirmation, then how quickly it took effect. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../api/client";
import type { Stop } from "../api/shapes";
import { ApiProblem, toSentence } from "../api/problem";
import { campaignsQuery } from "../api/queries";
import { useChange } from "../api/useChange";
import * as Icons from "../look/icons";
import { Dialog } from "../parts/Dialog";
import { DialogActions } from "../parts/DialogActions";
import { Note } from "../parts/Note";
import { useOrganization } from "../session/useOrganization";
import style from "./stopAll.module.css";
import { stopWords as words } from "./words";

export function StopAll() {
  const { organizationId } = useOrganization();
  const [isOpen, setOpen] = useState(false);
  const stop = useChange<void, Stop>({
    run: (_, key) => {
      const params = { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/stop-all", { params }));
    },
    refreshes: [[organizationId]],
    showsProblem: true,
  });
  const close = () => {
    setOpen(false);
    stop.reset();
  };
  return (
    <>
      <Button color="red" className={style.stop} leftSection={<Icons.Stop size={18} />} onClick={() => setOpen(true)}>
        {words.button}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={stop.data ? words.done(stop.data.stopped) : words.title}>
        {stop.data ? <Effect stop={stop.data} onLeave={close} /> : <p>{words.lead}</p>}
        {stop.error && <NotStopped error={stop.error} />}
        {/* two rows, so that a second press of the same key does not close what it says */}
        {stop.data ? (
          <DialogActions key="done" confirm={words.close} onConfirm={close} />
        ) : (
          <DialogActions key="ask" onLeave={close} leave={words.cancel} confirm={words.confirm} onConfirm={() => stop.mutate()} isBusy={stop.isPending} isRed focus="confirm" />
        )}
      </Dialog>
    </>
  );
}

/** What is known and what is not; and how to stop otherwise. */
function NotStopped({ error }: { error: unknown }) {
  const { title, remedy, reference } = toSentence(error);
  if (!navigator.onLine) return <Note kind="bad" {...words.offline} />;
  const isUnknown = error instanceof ApiProblem && error.isPassing && error.status !== 429;
  return (
    <Note kind="bad" title={isUnknown ? words.unknown(title) : words.nothing(title)} remedy={isUnknown ? words.again : remedy} {...(reference ? { reference } : {})}>
      <p>{words.otherwise}</p>
    </Note>
  );
}

const LOOKS = 6;

interface Measured {
  seconds: number;
  looks: number;
}

async function look(organizationId: string, looks: number): Promise<Measured> {
  const params = { path: { organization_id: organizationId } };
  const last = await ask(api.GET("/v1/organizations/{organization_id}/stop-all", { params }));
  return { seconds: last.seconds_until_quiet, looks: looks + 1 };
}

/** A claim that was being written at the moment of the stop shows a little later, so it is looked at for some seconds. */
function Effect({ stop, onLeave }: { stop: Stop; onLeave: () => void }) {
  const { organizationId } = useOrganization();
  const { data } = useQuery({
    queryKey: [organizationId, "stop-all", stop.pressed_at],
    queryFn: ({ client, queryKey }) => look(organizationId, client.getQueryData<Measured>(queryKey)?.looks ?? 0),
    refetchInterval: ({ state }) => ((state.data?.looks ?? 0) < LOOKS ? 1_000 : false),
  });
  if (stop.stopped === 0) return null;
  const { seconds, looks } = data ?? { seconds: stop.seconds_until_quiet, looks: 0 };
  return (
    <>
      <Note
        kind="good"
        title={seconds > 0 ? words.quietAfter(seconds.toFixed(1)) : words.quietAtOnce}
        remedy={looks < LOOKS ? words.still : undefined}
      />
      <p>{words.resume}</p>
      <Stopped campaignIds={stop.campaign_ids} onLeave={onLeave} />
    </>
  );
}

/** Each by its name, a link to where it is resumed. */
function Stopped({ campaignIds, onLeave }: { campaignIds: readonly string[]; onLeave: () => void }) {
  const { organizationId } = useOrganization();
  const campaigns = useQuery(campaignsQuery(organizationId));
  return (
    <ul className={style.stopped}>
      {campaignIds.map((campaignId, index) => (
        <li key={campaignId}>
          <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId }} onClick={onLeave}>
            <bdi>{campaigns.data?.find((one) => one.campaign_id === campaignId)?.name ?? words.campaign(index + 1)}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
