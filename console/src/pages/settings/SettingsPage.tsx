/** How the organization is set up, in sections; what a role may not see at all is not offered. */
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ComponentType, useEffect, useRef } from "react";
import type { Role } from "../../api/shapes";
import type { SettingsSearch } from "../../shell/addresses";
import { Page } from "../../parts/Page";
import { useOrganization } from "../../session/useOrganization";
import { CarrierSection } from "./carrier/CarrierSection";
import { HistorySection } from "./history/HistorySection";
import { KeysSection } from "./keys/KeysSection";
import { MembersSection } from "./members/MembersSection";
import { OrganizationSection } from "./organization/OrganizationSection";
import style from "./settings.module.css";
import { words } from "./words";

type Name = NonNullable<SettingsSearch["section"]>;
const route = getRouteApi("/signed-in/organizations/$organizationId/settings");
const SECTIONS: readonly { name: Name; role: Role; Section: ComponentType }[] = [
  { name: "organization", role: "ADMIN", Section: OrganizationSection },
  { name: "carrier", role: "OWNER", Section: CarrierSection },
  { name: "members", role: "ADMIN", Section: MembersSection },
  { name: "keys", role: "OWNER", Section: KeysSection },
  { name: "history", role: "OWNER", Section: HistorySection },
];

export function SettingsPage() {
  const { organizationId, may } = useOrganization();
  const { section } = route.useSearch();
  const offered = SECTIONS.filter((one) => may(one.role));
  const shown = offered.find((one) => one.name === section) ?? offered[0];
  const sections = useRef<HTMLElement>(null);
  // On a phone they do not all fit.
  useEffect(() => {
    sections.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [shown]);
  return (
    <Page title={words.title}>
      <nav ref={sections} className={style.sections} aria-label={words.nav}>
        {offered.map(({ name }) => (
          <Link
            key={name}
            to="/organizations/$organizationId/settings"
            params={{ organizationId }}
            search={{ section: name }}
            className={style.section}
            activeProps={{}}
            {...(name === shown?.name ? { "aria-current": "page" as const } : {})}
          >
            {words.sections[name]}
          </Link>
        ))}
      </nav>
      {shown && <shown.Section key={shown.name} />}
    </Page>
  );
}
