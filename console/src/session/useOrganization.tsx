/** The organization that the page is about, and what the person may do in it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { api, ask } from "../api/client";
import { ME } from "../api/queryClient";
import type { Me, Role } from "../api/shapes";

const RANK: Record<Role, number> = { TEXTER: 0, ADMIN: 1, OWNER: 2 };

export interface Here {
  organizationId: string;
  name: string;
  role: Role;
  may: (role: Role) => boolean;
}

const Organization = createContext<Here | undefined>(undefined);

export const meQuery = { queryKey: ME, queryFn: () => ask(api.GET("/v1/me")), staleTime: 5 * 60_000 };
export const useMe = () => useQuery(meQuery);
export const may = (has: Role, needs: Role) => RANK[has] >= RANK[needs];

export function useOrganization(): Here {
  const here = useContext(Organization);
  if (!here) throw new Error("This is no page of an organization.");
  return here;
}

/** Undefined where the page belongs to none, such as the sign-in. */
export const useOrganizationName = () => useContext(Organization)?.name;

export function InOrganization({ membership, children }: { membership: Me["memberships"][number]; children: ReactNode }) {
  const { organization_id, organization_name, role } = membership;
  const here = {
    organizationId: organization_id,
    name: organization_name,
    role,
    may: (needs: Role) => may(role, needs),
  };
  return <Organization value={here}>{children}</Organization>;
}

/** What somebody else saw must not be seen by who signs in after them. */
export function useForgetAll() {
  const queries = useQueryClient();
  return () => queries.clear();
}
