/** What an owner can do with a member, and what each of it changes. */
import { useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../../../api/client";
import { ApiProblem } from "../../../api/problem";
import { keys } from "../../../api/queries";
import type { Member, Role } from "../../../api/shapes";
import { useChange } from "../../../api/useChange";
import { memberName } from "../../../parts/memberName";
import { useOrganization } from "../../../session/useOrganization";
import { ifMatch, type Invitation } from "../queries";
import { ROLES } from "../words";
import { words } from "./words";

export interface InvitationInput {
  email: string;
  name: string;
  role: Role;
}

/** Where somebody was faster, or no answer came, the list is read anew. */
function useLookAfterTrouble() {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  return (error: unknown): never => {
    const isUnsure = error instanceof ApiProblem && (error.isPassing || error.status === 412);
    if (isUnsure) void queries.invalidateQueries({ queryKey: keys.members(organizationId) });
    throw error;
  };
}

/** Such an answer is never kept, because it holds a password: after a lost one the list tells whether it was done. */
export function useInvite() {
  const { organizationId } = useOrganization();
  const orLook = useLookAfterTrouble();
  const refreshes = [keys.members(organizationId)];
  const path = { organization_id: organizationId };
  return useChange<InvitationInput, Invitation>({
    run: (body) => ask(api.POST("/v1/organizations/{organization_id}/members", { params: { path }, body })).catch(orLook),
    refreshes,
    showsProblem: true,
  });
}

export function useRenew(member: Member) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, user_id: member.user_id } };
  return useChange<void, Invitation>({
    run: () => ask(api.POST("/v1/organizations/{organization_id}/members/{user_id}/invitation", { params })),
    showsProblem: true,
  });
}

export function usePatch(member: Member) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, user_id: member.user_id }, header: ifMatch(member.version) };
  const orLook = useLookAfterTrouble();
  const who = memberName(member);
  return useChange<{ role: Role } | { active: boolean }, Member>({
    run: (body) => ask(api.PATCH("/v1/organizations/{organization_id}/members/{user_id}", { params, body })).catch(orLook),
    refreshes: [keys.members(organizationId), keys.settings(organizationId), ["me"]],
    done: (after, input) => {
      if ("role" in input) return words.roleChange.done(who, ROLES[after.role].name);
      return after.active ? words.switching.back(who) : words.switching.done(who);
    },
    showsProblem: true,
  });
}

export function useRemove(member: Member) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, user_id: member.user_id }, header: ifMatch(member.version) };
  const orLook = useLookAfterTrouble();
  return useChange<void, unknown>({
    run: () => ask<unknown>(api.DELETE("/v1/organizations/{organization_id}/members/{user_id}", { params })).catch(orLook),
    refreshes: [keys.members(organizationId), keys.settings(organizationId), [organizationId, "numbers"]],
    done: () => words.removing.done(memberName(member)),
    showsProblem: true,
  });
}

export function useDedicate(member: Member) {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId, user_id: member.user_id } };
  const who = memberName(member);
  return useChange<string | null, unknown>({
    run: (phone) => ask<unknown>(api.PUT("/v1/organizations/{organization_id}/members/{user_id}/number", { params, body: { phone } })),
    refreshes: [keys.members(organizationId), [organizationId, "numbers"]],
    done: (_, phone) => (phone ? words.dedicating.done(who) : words.dedicating.gone(who)),
    showsProblem: true,
  });
}
