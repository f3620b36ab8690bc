/** Who changed what, when, and what came of it; narrowed to a person, a kind of change, an outcome. */
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { useCursorList } from "../../../api/useCursorList";
import { Badge } from "../../../parts/Badge";
import { type Column, DataTable } from "../../../parts/DataTable";
import { Empty } from "../../../parts/Empty";
import { Panel } from "../../../parts/Panel";
import { noteMoment } from "../../../parts/serverTime";
import { Time } from "../../../parts/Time";
import { useOrganization } from "../../../session/useOrganization";
import type { SettingsSearch } from "../../../shell/router";
import { apiKeysQuery, type Entry, membersQuery, settingsKeys } from "../queries";
import { nameOf } from "../members/who";
import style from "../settings.module.css";
import { EntryDialog } from "./EntryDialog";
import own from "./history.module.css";
import { didWhat, operationChoices } from "./operations";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/settings");
type Narrowed = Pick<SettingsSearch, "person" | "operation" | "state">;
type Names = ReadonlyMap<string, string>;

export function HistorySection() {
  const { organizationId } = useOrganization();
  const { person, operation, state } = route.useSearch();
  const [opened, setOpened] = useState<Entry>();
  const list = useHistory({ person, operation, state });
  const names = useNames();
  const isNarrowed = Boolean(person || operation || state);
  const empty = isNarrowed ? (
    <Empty
      title={words.noMatch.title}
      action={
        <Link to="/organizations/$organizationId/settings" params={{ organizationId }} search={{ section: "history" }}>
          {words.noMatch.way}
        </Link>
      }
    >
      {words.noMatch.remedy}
    </Empty>
  ) : (
    <Empty title={words.none.title}>{words.none.remedy}</Empty>
  );
  return (
    <div className={style.stack}>
      <Filters names={names} chosen={{ person, operation, state }} />
      <Panel title={words.title} query={list.query} lines={8} empty={{ when: () => list.items.length === 0 && !list.hasMore, show: empty }}>
        {() => (
          <>
            <p className="soft small">{words.lead}</p>
            {list.items.length === 0 && <p>{words.older}</p>}
            <DataTable label={words.title} rows={list.items} idOf={(one) => one.entry_id} columns={columnsOf(names, setOpened)} more={list} />
          </>
        )}
      </Panel>
      {opened && <EntryDialog entry={opened} who={whoIs(opened, names)} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

function useHistory({ person, operation, state }: Narrowed) {
  const { organizationId } = useOrganization();
  const only = { ...(person ? { user_id: person } : {}), ...(operation ? { operation } : {}), ...(state ? { state } : {}) };
  return useCursorList<Entry>({
    key: [...settingsKeys.history(organizationId), only],
    page: async (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: 50, ...only, ...(cursor ? { cursor } : {}) } };
      const page = await ask(api.GET("/v1/organizations/{organization_id}/audit", { params }));
      for (const one of page.items) noteMoment(one.at);
      return page;
    },
    every: 30_000,
  });
}

/** People's and programs' names by their ids; the list is readable without them, too. */
function useNames(): Names {
  const { organizationId } = useOrganization();
  const members = useQuery(membersQuery(organizationId));
  const programs = useQuery(apiKeysQuery(organizationId));
  return new Map([
    ...(members.data ?? []).map((one) => [one.user_id, nameOf(one)] as const),
    ...(programs.data ?? []).map((one) => [one.client_id, one.name] as const),
  ]);
}

function whoIs(entry: Entry, names: Names): string {
  return names.get(entry.user_id) ?? (entry.user_id ? words.somebody : words.system);
}

function columnsOf(names: Names, open: (entry: Entry) => void): Column<Entry>[] {
  return [
    {
      key: "what",
      head: words.table.what,
      isName: true,
      cell: (one) => (
        <button type="button" className={own.open} aria-haspopup="dialog" onClick={() => open(one)}>
          {didWhat(one)}
        </button>
      ),
    },
    { key: "who", head: words.table.who, cell: (one) => <bdi className={own.who}>{whoIs(one, names)}</bdi> },
    { key: "state", head: words.table.state, cell: (one) => <Result state={one.state} /> },
    { key: "when", head: words.table.when, align: "end", cell: (one) => <Time at={one.at} /> },
  ];
}

/** Only what did not simply work stands out. */
function Result({ state }: { state: Entry["state"] }) {
  const { name, tone } = words.states[state];
  return state === "DONE" ? <span className="soft">{name}</span> : <Badge tone={tone}>{name}</Badge>;
}

function Filters({ names, chosen }: { names: Names; chosen: Narrowed }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/settings" });
  const go = (changes: Record<string, string>) => {
    const wanted = Object.entries({ ...chosen, ...changes }).filter(([, value]) => value);
    void navigate({ search: { section: "history", ...(Object.fromEntries(wanted) as Narrowed) }, replace: true });
  };
  const people = [...names].map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label));
  return (
    <search className={own.filters}>
      <NativeSelect
        label={words.person}
        value={chosen.person ?? ""}
        data={[{ value: "", label: words.everybody }, ...people]}
        onChange={(event) => go({ person: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.what}
        value={chosen.operation ?? ""}
        data={[{ value: "", label: words.everything }, ...operationChoices]}
        onChange={(event) => go({ operation: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.state}
        value={chosen.state ?? ""}
        data={[{ value: "", label: words.anyState }, ...Object.entries(words.states).map(([value, { name }]) => ({ value, label: name }))]}
        onChange={(event) => go({ state: event.currentTarget.value })}
      />
    </search>
  );
}
