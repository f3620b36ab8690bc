/** One campaign as it is built: who gets it, what they read, from which numbers, and off it goes. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { campaignQuery } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { STATES } from "../campaigns/stateWords";
import style from "./builder.module.css";
import { Builder } from "./Builder";
import { Rename } from "./Rename";
import { Saved } from "./Saved";
import { useDraft } from "./useDraft";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/campaigns/$campaignId/build");

export function BuilderPage() {
  const { campaignId } = route.useParams();
  return <OneCampaign key={campaignId} campaignId={campaignId} />;
}

function OneCampaign({ campaignId }: { campaignId: string }) {
  const { organizationId } = useOrganization();
  const { step } = route.useSearch();
  const campaign = useQuery(campaignQuery(organizationId, campaignId));
  const { draft, snapshot } = useDraft(campaign.data);
  const found = campaign.data;
  return (
    <div className={style.page}>
      <Page
        title={snapshot?.words.name ?? found?.name ?? words.title}
        above={
          <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
            {words.back}
          </Link>
        }
        beside={found && draft && <Beside campaign={found} name={snapshot?.words.name ?? found.name} onRename={(name) => draft.change({ name })} />}
        actions={snapshot && <Saved standing={snapshot.standing} />}
      >
        {found && draft && snapshot ? (
          <Builder campaign={found} draft={draft} snapshot={snapshot} wanted={step} />
        ) : (
          <Panel query={campaign} lines={8}>
            {() => null}
          </Panel>
        )}
      </Page>
    </div>
  );
}

function Beside({ campaign, name, onRename }: { campaign: Campaign; name: string; onRename: (name: string) => void }) {
  const { organizationId } = useOrganization();
  const { name: state, tone } = STATES[campaign.state];
  return (
    <>
      <Badge tone={tone}>{state}</Badge>
      <Rename name={name} onRename={onRename} />
      {campaign.state !== "DRAFT" && (
        <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: campaign.campaign_id }}>
          {words.toRun}
        </Link>
      )}
    </>
  );
}
