/** The main navigation: what there is, in its order, and the least role that may go there. */
import type { ComponentType } from "react";
import type { Role } from "../api/shapes";
import * as Icons from "../look/icons";

export interface Place {
  to: "/organizations/$organizationId/today" | "/organizations/$organizationId/campaigns";
  name: string;
  Icon: ComponentType<{ size?: number }>;
  role: Role;
}

/** Places to come, in this order: Inbox, Contacts, Opt-outs, Numbers, Operations, Settings. */
export const PLACES: readonly Place[] = [
  { to: "/organizations/$organizationId/today", name: "Today", Icon: Icons.Today, role: "TEXTER" },
  { to: "/organizations/$organizationId/campaigns", name: "Campaigns", Icon: Icons.Campaigns, role: "ADMIN" },
];
