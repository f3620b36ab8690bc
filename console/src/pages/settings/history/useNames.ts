/** People's and programs' names by their ids; the history is readable without them, too. */
import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../../../api/queries";
import { memberName } from "../../../parts/memberName";
import { useOrganization } from "../../../session/useOrganization";
import { apiKeysQuery, type Entry } from "../queries";
import { words } from "./words";

export function useNames() {
  const { organizationId } = useOrganization();
  const members = useQuery(membersQuery(organizationId));
  const programs = useQuery(apiKeysQuery(organizationId));
  const isComplete = members.data !== undefined && programs.data !== undefined;
  const people = [
    ...(members.data ?? []).map((one) => [one.user_id, memberName(one)] as const),
    ...(programs.data ?? []).map((one) => [one.client_id, one.name] as const),
  ];
  const names = new Map(people);
  return {
    people,
    /** Nobody is said to be gone as long as not everybody is known. */
    of: ({ user_id }: Pick<Entry, "user_id">) => names.get(user_id) ?? (user_id === "" ? words.system : isComplete ? words.somebody : words.unknown),
    trouble: isComplete ? undefined : (members.error ?? programs.error ?? undefined),
    isAsking: members.isFetching || programs.isFetching,
    again: () => void Promise.all([members.refetch(), programs.refetch()]),
  };
}

export type Names = ReturnType<typeof useNames>;
