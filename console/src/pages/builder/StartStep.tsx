/** The last step: what is still missing, the start, and the sending. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { blastsQuery } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import type { Building } from "./building";
import { SendCard } from "./SendCard";
import { StartCard } from "./StartCard";
import { Starting } from "./Starting";
import { words } from "./words";

export function StartStep({ campaign, draft, snapshot }: Building) {
  if (campaign.state === "DRAFT") return <StartCard campaign={campaign} draft={draft} snapshot={snapshot} />;
  if (campaign.state === "STARTING") return <Starting campaign={campaign} />;
  if (campaign.state === "ACTIVE") return <Sending campaign={campaign} />;
  const note = campaign.state === "PAUSED" ? words.send.paused : words.send.over;
  return (
    <Note kind="info" title={note.title} remedy={note.remedy}>
      <RunLink campaign={campaign} />
    </Note>
  );
}

function Sending({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const blasts = useQuery(blastsQuery(organizationId, campaign.campaign_id));
  return (
    <Panel bare query={blasts} lines={6}>
      {(found) => (
        <>
          {found.length > 0 && (
            <Note kind="info" title={words.send.again.title} remedy={words.send.again.remedy}>
              <RunLink campaign={campaign} />
            </Note>
          )}
          <SendCard campaign={campaign} isAgain={found.length > 0} />
        </>
      )}
    </Panel>
  );
}

function RunLink({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: campaign.campaign_id }}>
      {words.toRun}
    </Link>
  );
}
