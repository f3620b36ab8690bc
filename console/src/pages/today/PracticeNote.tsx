/** As long as a simulator stands in for the carrier, everybody is told that no text reaches a real phone. */
import { useQuery } from "@tanstack/react-query";
import { organizationQuery } from "../../api/queries";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { words } from "./words";

export function PracticeNote() {
  const { organizationId } = useOrganization();
  const organization = useQuery(organizationQuery(organizationId));
  return organization.data?.carrier === "SIMULATED" ? <Note kind="info" {...words.simulated} /> : null;
}
