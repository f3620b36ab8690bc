/** The API's clients: programs that work in the organization's name, each with a role and an end. */
import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import * as Icons from "../../../look/icons";
import { Badge } from "../../../parts/Badge";
import { Card } from "../../../parts/Card";
import { CopyField } from "../../../parts/CopyField";
import { type Column, DataTable } from "../../../parts/DataTable";
import { Empty } from "../../../parts/Empty";
import layout from "../../../parts/layout.module.css";
import { Panel } from "../../../parts/Panel";
import { Time } from "../../../parts/Time";
import { useOrganization } from "../../../session/useOrganization";
import { type ApiKey, apiKeysQuery } from "../queries";
import settings from "../settings.module.css";
import { ROLES } from "../words";
import { CreateKey } from "./CreateKey";
import { RevokeDialog, RotateDialog } from "./KeyDialogs";
import { callsOf, inOrder, standingOf } from "./standing";
import { words } from "./words";

export function KeysSection() {
  const { organizationId } = useOrganization();
  const query = useQuery(apiKeysQuery(organizationId));
  const [isCreating, setCreating] = useState(false);
  const calls = callsOf(location.origin, organizationId);
  return (
    <div className={layout.stack}>
      <Panel
        title={words.title}
        query={query}
        lines={5}
        actions={<Button onClick={() => setCreating(true)}>{words.create}</Button>}
        empty={{ when: (found) => found.length === 0, show: <Empty title={words.none.title}>{words.none.remedy}</Empty> }}
      >
        {(found) => (
          <>
            <p className="soft small">{words.lead}</p>
            <DataTable label={words.title} rows={inOrder(found, query.dataUpdatedAt)} idOf={(one) => one.client_id} columns={columnsOf(query.dataUpdatedAt)} />
          </>
        )}
      </Panel>
      <Card title={words.how.title} lead={words.how.lead}>
        <CopyField label={words.how.token} value={calls.token} />
        <CopyField label={words.how.call} value={calls.call} />
        <p>
          <a href="/v1/docs" target="_blank" rel="noreferrer">
            {words.how.docs}
          </a>
        </p>
      </Card>
      {isCreating && <CreateKey onClose={() => setCreating(false)} />}
    </div>
  );
}

const columnsOf = (now: number): Column<ApiKey>[] => [
  { key: "name", head: words.table.name, isName: true, cell: (one) => <Name apiKey={one} /> },
  { key: "role", head: words.table.role, cell: (one) => <span title={ROLES[one.role].may}>{ROLES[one.role].name}</span> },
  { key: "standing", head: words.table.standing, cell: (one) => <Standing apiKey={one} now={now} /> },
  { key: "used", head: words.table.used, cell: (one) => (one.last_used_at ? <Time at={one.last_used_at} /> : <span className="soft">{words.never}</span>) },
  { key: "ends", head: words.table.ends, cell: (one) => <Time at={one.expires_at} /> },
  { key: "created", head: words.table.created, wideOnly: true, cell: (one) => <Time at={one.created_at} /> },
  { key: "do", head: words.table.actions, align: "end", cell: (one) => <Actions apiKey={one} /> },
];

function Name({ apiKey }: { apiKey: ApiKey }) {
  return (
    <span className={settings.name}>
      <bdi>{apiKey.name}</bdi>
      <span className={`soft small mono ${settings.second}`}>{apiKey.client_id}</span>
    </span>
  );
}

function Standing({ apiKey, now }: { apiKey: ApiKey; now: number }) {
  const { tone, name } = standingOf(apiKey, now);
  return tone === "good" ? <span className="soft">{name}</span> : <Badge tone={tone}>{name}</Badge>;
}

/** What has been revoked stays so. */
function Actions({ apiKey }: { apiKey: ApiKey }) {
  const [act, setAct] = useState<"rotate" | "revoke">();
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAct(undefined);
    opener.current?.focus();
  };
  if (!apiKey.active) return null;
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button ref={opener} className={layout.touch} variant="subtle" size="compact-sm" aria-label={words.actionsOf(apiKey.name)} rightSection={<Icons.Chevron size={14} />}>
            {words.change}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAct("rotate")}>{words.do.rotate}</Menu.Item>
          <Menu.Item onClick={() => setAct("revoke")}>{words.do.revoke}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {act === "rotate" && <RotateDialog apiKey={apiKey} onClose={close} />}
      {act === "revoke" && <RevokeDialog apiKey={apiKey} onClose={close} />}
    </>
  );
}
