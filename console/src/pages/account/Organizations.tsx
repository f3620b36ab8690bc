/** Where one may work, as what, and how to leave. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Me } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Confirm } from "../../parts/Confirm";
import layout from "../../parts/layout.module.css";
import { useOrganization } from "../../session/useOrganization";
import { Unconfirmed } from "../../shell/Unconfirmed";
import { useLeave } from "../settings/members/useLeave";
import { words as memberWords } from "../settings/members/words";
import { ROLES } from "../settings/words";
import style from "./account.module.css";
import { words } from "./words";

type Membership = Me["memberships"][number];

export function Organizations({ memberships }: { memberships: readonly Membership[] }) {
  return (
    <ul className={style.memberships}>
      {memberships.map((one) => (
        <Place key={one.organization_id} membership={one} />
      ))}
    </ul>
  );
}

function Place({ membership }: { membership: Membership }) {
  const { organization_id: organizationId, organization_name: name, role, confirmed } = membership;
  const here = useOrganization();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <li>
      <div className={style.line}>
        <div className={style.where}>
          <b dir="auto">{name}</b>
          <span className="soft small">
            {ROLES[role].name}. {ROLES[role].may}
          </span>
        </div>
        <div className={layout.buttons}>
          {organizationId === here.organizationId ? (
            <Badge tone="accent">{words.organizations.here}</Badge>
          ) : (
            <Link to="/organizations/$organizationId/today" params={{ organizationId }} aria-label={words.organizations.goTo(name)}>
              {words.organizations.go}
            </Link>
          )}
          <Button className={layout.touch} variant="default" size="compact-sm" aria-label={words.organizations.leaveOf(name)} onClick={() => setLeaving(true)}>
            {words.organizations.leave}
          </Button>
        </div>
      </div>
      {!confirmed && <Unconfirmed />}
      {isLeaving && <Leaving organizationId={organizationId} name={name} onClose={() => setLeaving(false)} />}
    </li>
  );
}

function Leaving({ organizationId, name, onClose }: { organizationId: string; name: string; onClose: () => void }) {
  const leave = useLeave(organizationId, name);
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.organizations.leaving(name)}
      confirm={memberWords.leaving.confirm}
      isBusy={leave.isPending}
      problem={leave.error}
      onConfirm={() => leave.mutate(undefined, { onSuccess: onClose })}
    >
      {memberWords.leaving.lead}
    </Confirm>
  );
}
