/** Who changed what, when, and what came of it; narrowed to a person, a kind of change, an outcome. */
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { toSentence } from "../../../api/problem";
import { useCursorList } from "../../../api/useCursorList";
import { Badge } from "../../../parts/Badge";
import { type Column, DataTable } from "../../../parts/DataTable";
import { Empty } from "../../../parts/Empty";
import layout from "../../../parts/layout.module.css";
import { Note } from "../../../parts/Note";
import { Panel } from "../../../parts/Panel";
import { Time } from "../../../parts/Time";
import { useOrganization } from "../../../session/useOrganization";
import { type Entry, settingsKeys } from "../queries";
import { EntryDialog } from "./EntryDialog";
import { Filters, type Narrowed } from "./Filters";
import style from "./history.module.css";
import { didWhat } from "./operations";
import { type Names, useNames } from "./useNames";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/settings");

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
    <div className={layout.stack}>
      <Filters people={names.people} chosen={{ person, operation, state }} />
      <Panel title={words.title} query={list.query} lines={8} empty={{ when: () => list.items.length === 0 && !list.hasMore, show: empty }}>
        {() => (
          <>
            <p className="soft small">{words.lead}</p>
            {names.trouble && (
              <Note kind="warn" title={words.noNames} remedy={toSentence(names.trouble).remedy}>
                <Button size="xs" variant="default" loading={names.isAsking} onClick={names.again}>
                  {words.again}
                </Button>
              </Note>
            )}
            {list.items.length === 0 && <p>{words.older}</p>}
            <DataTable label={words.title} rows={list.items} idOf={(one) => one.entry_id} columns={columnsOf(names, setOpened)} more={list} />
          </>
        )}
      </Panel>
      {opened && <EntryDialog entry={opened} who={names.of(opened)} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

function useHistory({ person, operation, state }: Narrowed) {
  const { organizationId } = useOrganization();
  const only = { ...(person ? { user_id: person } : {}), ...(operation ? { operation } : {}), ...(state ? { state } : {}) };
  return useCursorList<Entry>({
    key: [...settingsKeys.history(organizationId), only],
    page: (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: 50, ...only, ...(cursor ? { cursor } : {}) } };
      return ask(api.GET("/v1/organizations/{organization_id}/audit", { params }));
    },
    every: 30_000,
  });
}

function columnsOf(names: Names, open: (entry: Entry) => void): Column<Entry>[] {
  return [
    {
      key: "what",
      head: words.table.what,
      isName: true,
      cell: (one) => (
        <button type="button" className={style.open} aria-haspopup="dialog" onClick={() => open(one)}>
          {didWhat(one)}
        </button>
      ),
    },
    { key: "who", head: words.table.who, cell: (one) => <bdi className={style.who}>{names.of(one)}</bdi> },
    { key: "state", head: words.table.state, cell: (one) => <Result state={one.state} /> },
    { key: "when", head: words.table.when, align: "end", cell: (one) => <Time at={one.at} /> },
  ];
}

/** Only what did not simply work stands out. */
function Result({ state }: { state: Entry["state"] }) {
  const { name, tone } = words.states[state];
  return state === "DONE" ? <span className="soft">{name}</span> : <Badge tone={tone}>{name}</Badge>;
}
