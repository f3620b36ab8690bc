/** Who is in the organization and what they are called; whoever may not read the members knows only themselves. */
import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../api/queries";
import { memberName } from "../parts/memberName";
import { useMe, useOrganization } from "./useOrganization";

export function useMembers() {
  const { organizationId, may } = useOrganization();
  const myId = useMe().data?.user_id;
  const members = useQuery({ ...membersQuery(organizationId), enabled: may("ADMIN"), staleTime: 60_000 });
  const everybody = members.data ?? [];
  return {
    myId,
    everybody,
    /** Nobody is said to be gone as long as it is not known who is there. */
    isKnown: members.data !== undefined,
    /** Nothing where the name is not known, for example of somebody who has left. */
    nameOf: (userId: string) => {
      const found = everybody.find((one) => one.user_id === userId);
      return found && memberName(found);
    },
  };
}
