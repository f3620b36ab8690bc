/** Who is in the organization and what they are called, as far as names go; for everybody who works in it. */
import { useQuery } from "@tanstack/react-query";
import { colleaguesQuery } from "../api/queries";
import { useMe, useOrganization } from "./useOrganization";

export function useMembers() {
  const { organizationId } = useOrganization();
  const myId = useMe().data?.user_id;
  const members = useQuery({ ...colleaguesQuery(organizationId), staleTime: 60_000 });
  const everybody = members.data ?? [];
  return {
    myId,
    everybody,
    /** Nobody is said to be gone as long as it is not known who is there. */
    isKnown: members.data !== undefined,
    /** Nothing where the name is not known, for example of somebody who has left. */
    nameOf: (userId: string) => everybody.find((one) => one.user_id === userId)?.name || undefined,
  };
}
