/** The people of the organization: an admin sees them, an owner invites and changes them. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "../../../api/queries";
import type { Member } from "../../../api/shapes";
import { Badge } from "../../../parts/Badge";
import { type Column, DataTable } from "../../../parts/DataTable";
import { Empty } from "../../../parts/Empty";
import { memberName } from "../../../parts/memberName";
import { Panel } from "../../../parts/Panel";
import { Phone } from "../../../parts/Phone";
import { Time } from "../../../parts/Time";
import { useMe, useOrganization } from "../../../session/useOrganization";
import settings from "../settings.module.css";
import { ROLES } from "../words";
import { Invite } from "./Invite";
import { MemberActions } from "./MemberActions";
import style from "./membersSection.module.css";
import { inOrder, standingOf } from "./who";
import { words } from "./words";

export function MembersSection() {
  const { organizationId, may } = useOrganization();
  const query = useQuery(membersQuery(organizationId));
  const [isInviting, setInviting] = useState(false);
  const mayChange = may("OWNER");
  return (
    <>
      <Panel
        title={words.title}
        query={query}
        lines={6}
        actions={mayChange && <Button onClick={() => setInviting(true)}>{words.invite}</Button>}
        empty={{ when: (found) => found.length === 0, show: <Empty title={words.none.title}>{words.none.remedy}</Empty> }}
      >
        {(members) => (
          <>
            <p className="soft small">{words.lead(members.filter((one) => one.active && one.confirmed).length)}</p>
            <DataTable label={words.title} rows={inOrder(members)} idOf={(one) => one.user_id} columns={columnsOf(members, mayChange)} />
          </>
        )}
      </Panel>
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </>
  );
}

function columnsOf(members: readonly Member[], mayChange: boolean): Column<Member>[] {
  return [
    { key: "name", head: words.table.name, isName: true, cell: (one) => <Name member={one} /> },
    { key: "role", head: words.table.role, cell: (one) => <span title={ROLES[one.role].may}>{ROLES[one.role].name}</span> },
    { key: "standing", head: words.table.standing, cell: (one) => <Standing member={one} /> },
    { key: "number", head: words.table.number, cell: (one) => (one.number ? <Phone value={one.number} /> : null) },
    { key: "since", head: words.table.since, wideOnly: true, cell: (one) => <Time at={one.created_at} /> },
    ...(mayChange
      ? [{ key: "do", head: words.table.actions, align: "end" as const, cell: (one: Member) => <MemberActions member={one} all={members} /> }]
      : []),
  ];
}

function Name({ member }: { member: Member }) {
  const me = useMe();
  return (
    <span className={settings.name}>
      <span className={style.badges}>
        <bdi>{memberName(member)}</bdi>
        {member.user_id === me.data?.user_id && <Badge tone="accent">{words.you}</Badge>}
      </span>
      {member.name && <span className={`soft small ${settings.second}`}>{member.email}</span>}
    </span>
  );
}

function Standing({ member }: { member: Member }) {
  const { tone, name, meaning } = standingOf(member);
  return (
    <span className={settings.name}>
      <span>{tone === "good" ? <span className="soft">{name}</span> : <Badge tone={tone}>{name}</Badge>}</span>
      {meaning && <span className={`soft small ${style.meaning}`}>{meaning}</span>}
    </span>
  );
}
