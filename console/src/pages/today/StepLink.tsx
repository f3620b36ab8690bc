/** Where a first step is done: what belongs to a campaign leads to the newest draft, if there is one. */
import { Link } from "@tanstack/react-router";
import type { Campaign } from "../../api/shapes";
import { useOrganization } from "../../session/useOrganization";
import type { StepName } from "./firstRun";
import { words } from "./words";

const AT = "/organizations/$organizationId";
const BUILD: Partial<Record<StepName, "audience" | "start">> = { contacts: "audience", send: "start" };

export function StepLink({ name, draft }: { name: StepName; draft: Campaign | undefined }) {
  const { organizationId } = useOrganization();
  const { way } = words.firstRun.steps[name];
  const params = { organizationId };
  const step = BUILD[name];
  if (name === "vendor") return <Link to={`${AT}/settings`} params={params} search={{ section: "carrier" }}>{way}</Link>;
  if (name === "numbers") return <Link to={`${AT}/numbers`} params={params}>{way}</Link>;
  if (step && draft) {
    return <Link to={`${AT}/campaigns/$campaignId/build`} params={{ organizationId, campaignId: draft.campaign_id }} search={{ step }}>{way}</Link>;
  }
  return <Link to={`${AT}/campaigns`} params={params}>{way}</Link>;
}
