/** The numbers move into place; once they are there, everything is read anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { Card } from "../../parts/Card";
import { JobProgress } from "../../parts/JobProgress";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function Starting({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const onEnd = useCallback(
    () => void queries.invalidateQueries({ queryKey: keys.campaign(organizationId, campaign.campaign_id) }),
    [queries, organizationId, campaign.campaign_id],
  );
  return (
    <Card title={words.start.underway} level="h3">
      <p className="soft">{words.start.underwayNote}</p>
      {campaign.job_id && <JobProgress jobId={campaign.job_id} title={words.start.underway} onEnd={onEnd} />}
    </Card>
  );
}
