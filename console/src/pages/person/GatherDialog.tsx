/** Everything held of a person as one file: it is gathered, then it can be downloaded. */
import { Button } from "@mantine/core";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import * as Icons from "../../look/icons";
import { Dialog } from "../../parts/Dialog";
import { DialogActions } from "../../parts/DialogActions";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { usePersonChanges } from "./queries";
import { words } from "./words";

interface GatherProps {
  phone: string;
  opened: boolean;
  onClose: () => void;
}

export function GatherDialog({ phone, opened, onClose }: GatherProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={words.export.title}>
      {opened && <Content phone={phone} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ phone, onClose }: Omit<GatherProps, "opened">) {
  const { gather } = usePersonChanges(phone);
  return (
    <>
      <p>{words.export.lead}</p>
      {gather.data && <JobProgress jobId={gather.data.job_id} title={words.export.job} done={(job) => <Ready jobId={job.job_id} />} />}
      {gather.isError && <Note kind="bad" {...toSentence(gather.error)} />}
      <DialogActions
        onLeave={onClose}
        leave={words.close}
        {...(gather.data ? {} : { confirm: words.export.begin, onConfirm: () => gather.mutate(), isBusy: gather.isPending, focus: "confirm" as const })}
      />
    </>
  );
}

function Ready({ jobId }: { jobId: string }) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, job_id: jobId } };
  const fetch = useChange<void, { url: string }>({
    run: async () => {
      const link = await ask(api.GET("/v1/organizations/{organization_id}/contacts/exports/{job_id}", { params }));
      location.assign(link.url);
      return link;
    },
  });
  return (
    <Note kind="good" title={words.export.ready} remedy={words.export.kept}>
      <Button size="sm" leftSection={<Icons.Download size={18} />} loading={fetch.isPending} onClick={() => fetch.mutate()}>
        {words.export.download}
      </Button>
    </Note>
  );
}
