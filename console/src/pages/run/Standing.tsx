/** What a person has to know of a campaign before its figures: why it is paused, how far a start or an archiving is. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import type { Campaign } from "../../api/shapes";
import { Card } from "../../parts/Card";
import { JobProgress } from "../../parts/JobProgress";
import { Note } from "../../parts/Note";
import { ownReason, STOPPED } from "../../parts/pauses";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function Standing({ campaign }: { campaign: Campaign }) {
  if (campaign.state === "PAUSED") return <Paused campaign={campaign} />;
  if (campaign.state === "STARTING" && campaign.job_id) return <Work jobId={campaign.job_id} title={words.starting} />;
  if (campaign.state === "ARCHIVED" && campaign.job_id && !campaign.released) return <Work jobId={campaign.job_id} title={words.archive.working} />;
  if (campaign.start_failure) return <Note kind="bad" title={words.startFailed} remedy={campaign.start_failure} />;
  return null;
}

function Work({ jobId, title }: { jobId: string; title: string }) {
  return (
    <Card>
      <JobProgress jobId={jobId} title={title} />
    </Card>
  );
}

function Paused({ campaign }: { campaign: Campaign }) {
  const why = ownReason(campaign);
  if (why) return <Note kind="bad" title={words.whyPaused.byItself} remedy={`${why} ${words.whyPaused.remedyOwn}`} />;
  if (campaign.pause_reason === STOPPED) return <Stopped campaignId={campaign.campaign_id} />;
  return <Note kind="warn" title={words.whyPaused.byPerson} remedy={words.whyPaused.remedy} />;
}

/** When it was pressed and how quickly it took effect, if the last stop was the one that hit this campaign. */
function Stopped({ campaignId }: { campaignId: string }) {
  const { organizationId } = useOrganization();
  const { data } = useQuery({
    queryKey: [organizationId, "stop-all", "last"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/stop-all", { params: { path: { organization_id: organizationId } } })),
  });
  if (!data?.campaign_ids.includes(campaignId)) return <Note kind="warn" title={STOPPED} remedy={words.stopped.resume} />;
  const seconds = data.seconds_until_quiet;
  const title = (
    <>
      {words.stopped.title}, <Time at={data.pressed_at} />
    </>
  );
  return <Note kind="warn" title={title} remedy={`${seconds > 0 ? words.stopped.quietAfter(seconds.toFixed(1)) : words.stopped.quietAtOnce} ${words.stopped.resume}`} />;
}
