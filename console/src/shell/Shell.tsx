/** The frame around every page: navigation, top bar, notices; the page itself has a boundary of its own. */
import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { Boundary } from "../parts/Boundary";
import { Panel } from "../parts/Panel";
import { InOrganization, may, useMe } from "../session/useOrganization";
import { Lost } from "./Lost";
import { Navigation } from "./Navigation";
import { OfflineNotice } from "./OfflineNotice";
import { rememberOrganization } from "./lastOrganization";
import style from "./shell.module.css";
import { TopBar } from "./TopBar";
import { UnconfirmedPage } from "./Unconfirmed";
import { words } from "./words";

export function Shell({ organizationId }: { organizationId: string }) {
  const me = useMe();
  const place = useRouterState({ select: (state) => state.location.pathname });
  const membership = me.data?.memberships.find((one) => one.organization_id === organizationId);
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.role });
  const isAllowed = !needs || (membership !== undefined && may(membership.role, needs));
  // One's own account is open all the same.
  const isUnconfirmed = membership?.confirmed === false && !place.endsWith("/account");
  useEffect(() => {
    if (membership) rememberOrganization(organizationId);
  }, [membership, organizationId]);
  if (!me.data || !membership) {
    return (
      <main className={style.alone} id="main">
        <Panel bare query={me}>
          {() => <Lost {...words.notYours} />}
        </Panel>
      </main>
    );
  }
  return (
    <InOrganization membership={membership}>
      <a href="#main" className={style.skip}>
        {words.skip}
      </a>
      <div className={style.shell}>
        <TopBar me={me.data} />
        <Navigation />
        <main id="main" tabIndex={-1} className={style.main}>
          <OfflineNotice />
          <Boundary resetOn={place}>
            {isUnconfirmed ? <UnconfirmedPage /> : isAllowed ? <Outlet /> : <Lost {...words.notYours} />}
          </Boundary>
        </main>
      </div>
    </InOrganization>
  );
}
