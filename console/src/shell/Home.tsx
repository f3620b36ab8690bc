/** The address without a page: on to Today of the organization where the person was last. */
import { Button } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { Note } from "../parts/Note";
import { Panel } from "../parts/Panel";
import { useMe } from "../session/useOrganization";
import { lastOrganization } from "./lastOrganization";
import style from "./shell.module.css";
import { useSignOut } from "./useSignOut";
import { words } from "./words";

export function Home() {
  const me = useMe();
  return (
    <main className={style.alone} id="main">
      <Panel bare query={me}>
        {({ memberships }) => {
          const last = lastOrganization();
          const membership = memberships.find((one) => one.organization_id === last) ?? memberships[0];
          if (!membership) return <NoOrganization />;
          const params = { organizationId: membership.organization_id };
          return <Navigate to="/organizations/$organizationId/today" params={params} replace />;
        }}
      </Panel>
    </main>
  );
}

/** Whoever is here with the wrong account has to get out of it. */
function NoOrganization() {
  const leave = useSignOut();
  return (
    <Note kind="info" {...words.noOrganization}>
      <Button size="xs" variant="default" onClick={() => void leave()}>
        {words.signOut}
      </Button>
    </Note>
  );
}
