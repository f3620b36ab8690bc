/** A way to one of the builder's steps. */
import { Link } from "@tanstack/react-router";
import { useOrganization } from "../../session/useOrganization";
import type { StepName } from "./steps";

export function StepLink({ step, campaignId, children, className }: { step: StepName; campaignId: string; children: string; className?: string | undefined }) {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/build" params={{ organizationId, campaignId }} search={{ step }} className={className}>
      {children}
    </Link>
  );
}
