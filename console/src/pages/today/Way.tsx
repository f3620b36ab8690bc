/** Where something is put right: a link to the very rows. */
import { Link } from "@tanstack/react-router";
import type { SendState } from "../../api/shapes";
import { useOrganization } from "../../session/useOrganization";
import { wayWords as words } from "./attentionWords";

export type Way =
  | { to: "run"; campaignId: string; blast?: string; state?: SendState }
  | { to: "build"; campaignId: string; step: "start" }
  | { to: "inbox"; show: "MINE" | "UNASSIGNED" | "REVIEW" | "ALL" }
  | { to: "operations"; view: "jobs" | "stuck" | "unsettled" }
  | { to: "settings"; section: "carrier" }
  | { to: "account" };

const AT = "/organizations/$organizationId";

export function WayLink({ way, about }: { way: Way; about: string }) {
  const { organizationId } = useOrganization();
  const params = { organizationId };
  const name = <span className="unseen">: {about}</span>;
  if (way.to === "run") {
    const { campaignId, to: _, ...search } = way;
    return <Link to={`${AT}/campaigns/$campaignId/run`} params={{ organizationId, campaignId }} search={search}>{way.state ? words.failed : words.run}{name}</Link>;
  }
  if (way.to === "build") {
    const { campaignId, step } = way;
    return <Link to={`${AT}/campaigns/$campaignId/build`} params={{ organizationId, campaignId }} search={{ step }}>{words.build}{name}</Link>;
  }
  if (way.to === "inbox") return <Link to={`${AT}/inbox`} params={params} search={{ show: way.show }}>{words.inbox[way.show]}{name}</Link>;
  if (way.to === "operations") {
    const search = { view: way.view, ...(way.view === "jobs" ? { state: "FAILED" } : {}) };
    return <Link to={`${AT}/operations`} params={params} search={search}>{words.operations[way.view]}{name}</Link>;
  }
  if (way.to === "settings") return <Link to={`${AT}/settings`} params={params} search={{ section: way.section }}>{words.carrier}</Link>;
  return <Link to={`${AT}/account`} params={params}>{words.account}{name}</Link>;
}
