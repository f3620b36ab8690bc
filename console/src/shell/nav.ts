/** The main navigation: what there is, in its order, and the least role that may go there. */
import type { ComponentType } from "react";
import type { Role } from "../api/shapes";
import * as Icons from "../look/icons";

const AT = "/organizations/$organizationId";

export interface Place {
  to: `${typeof AT}/${"today" | "inbox" | "campaigns" | "contacts" | "opt-outs" | "numbers" | "operations" | "settings"}`;
  name: string;
  Icon: ComponentType<{ size?: number }>;
  role: Role;
  /** On a phone it stays in sight; the others are behind "More". */
  near?: boolean;
}

export const PLACES: readonly Place[] = [
  { to: `${AT}/today`, name: "Today", Icon: Icons.Today, role: "TEXTER", near: true },
  { to: `${AT}/inbox`, name: "Inbox", Icon: Icons.Inbox, role: "TEXTER", near: true },
  { to: `${AT}/campaigns`, name: "Campaigns", Icon: Icons.Campaigns, role: "ADMIN", near: true },
  { to: `${AT}/contacts`, name: "Contacts", Icon: Icons.Contacts, role: "ADMIN" },
  { to: `${AT}/opt-outs`, name: "Opt-outs", Icon: Icons.OptOuts, role: "TEXTER" },
  { to: `${AT}/numbers`, name: "Numbers", Icon: Icons.Numbers, role: "ADMIN" },
  { to: `${AT}/operations`, name: "Operations", Icon: Icons.Operations, role: "ADMIN" },
  { to: `${AT}/settings`, name: "Settings", Icon: Icons.Settings, role: "ADMIN" },
];
