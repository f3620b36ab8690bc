/** Who gets it: contacts are loaded here; afterwards everything that depends on them is read anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "../../api/queries";
import { useOrganization } from "../../session/useOrganization";
import { Audience } from "../audience/Audience";
import type { Building } from "./building";

export function AudienceStep({ campaign }: Building) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const onLoaded = useCallback(
    () => void queries.invalidateQueries({ queryKey: keys.campaign(organizationId, campaign.campaign_id) }),
    [queries, organizationId, campaign.campaign_id],
  );
  return <Audience campaign={campaign} onLoaded={onLoaded} />;
}
