/** Every number by itself, found by area code and state. */
import { NativeSelect } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { NumberState, OwnedNumber } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { Badge } from "../../parts/Badge";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { stateOf } from "./areaCodes";
import { ORDER } from "./inventory";
import style from "./numbersTable.module.css";
import { Release } from "./Release";
import { UsedBy } from "./UsedBy";
import { STATES, words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/numbers");
const AT_ONCE = 50;

export function NumbersTable({ areas }: { areas: readonly string[] }) {
  const { area, state } = useWanted();
  const list = useNumbers(area, state);
  const { hasMore, isLoadingMore, loadMore } = list;
  const isBlank = list.items.length === 0;
  // A filtered page may hold nothing although more follows.
  useEffect(() => {
    if (isBlank && hasMore && !isLoadingMore) loadMore();
  }, [isBlank, hasMore, isLoadingMore, loadMore]);
  return (
    <div id="list" className={style.list}>
      <Panel
        title={words.list}
        query={list.query}
        lines={6}
        actions={<Filters areas={areas} area={area} state={state} />}
        empty={{ when: () => isBlank && !hasMore, show: <NoMatch /> }}
      >
        {() => <DataTable label={words.list} columns={COLUMNS} rows={list.items} idOf={(one) => one.phone} more={list} />}
      </Panel>
    </div>
  );
}

/** What the address asks for, as far as it makes sense. */
function useWanted(): { area: string; state: NumberState | "" } {
  const { area = "", state = "" } = route.useSearch();
  return { area: /^\d{3}$/.test(area) ? area : "", state: ORDER.find((one) => one === state) ?? "" };
}

function useNumbers(area: string, state: NumberState | "") {
  const { organizationId } = useOrganization();
  return useCursorList<OwnedNumber>({
    key: [...keys.numbers(organizationId), "list", area, state],
    page: (cursor) => {
      const query = { limit: AT_ONCE, ...(area ? { area_code: area } : {}), ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/numbers", { params: { path: { organization_id: organizationId }, query } }));
    },
    every: 30_000,
  });
}

const COLUMNS: readonly Column<OwnedNumber>[] = [
  { key: "phone", head: words.table.phone, isName: true, cell: (one) => <Phone value={one.phone} /> },
  { key: "state", head: words.table.state, cell: (one) => <Badge tone={STATES[one.state].tone}>{STATES[one.state].name}</Badge> },
  { key: "by", head: words.table.by, cell: (one) => (one.campaign_id || one.member_id ? <UsedBy number={one} /> : null) },
  { key: "place", head: words.table.place, wideOnly: true, cell: (one) => stateOf(one.area_code) ?? null },
  { key: "carrier", head: words.table.carrier, wideOnly: true, cell: (one) => words.carrier(one.vendor) },
  { key: "since", head: words.table.since, align: "end", cell: (one) => (one.bought_at ? <Time at={one.bought_at} /> : null) },
  { key: "release", head: words.table.release, align: "end", cell: (one) => <Release number={one} /> },
];

function Filters({ areas, area, state }: { areas: readonly string[]; area: string; state: NumberState | "" }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/numbers" });
  const go = (search: { area: string; state: string }) =>
    void navigate({ search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)), replace: true, resetScroll: false });
  const codes = area && !areas.includes(area) ? [area, ...areas] : areas;
  return (
    <search className={style.filters}>
      <NativeSelect
        size="xs"
        aria-label={words.area}
        value={area}
        data={[{ value: "", label: words.allAreas }, ...codes.toSorted()]}
        onChange={(event) => go({ area: event.currentTarget.value, state })}
      />
      <NativeSelect
        size="xs"
        aria-label={words.state}
        value={state}
        data={[{ value: "", label: words.allStates }, ...ORDER.map((value) => ({ value, label: STATES[value].name }))]}
        onChange={(event) => go({ area, state: event.currentTarget.value })}
      />
    </search>
  );
}

function NoMatch() {
  const { organizationId } = useOrganization();
  const way = (
    <Link to="/organizations/$organizationId/numbers" params={{ organizationId }}>
      {words.noMatch.way}
    </Link>
  );
  return (
    <Empty title={words.noMatch.title} action={way}>
      {words.noMatch.remedy}
    </Empty>
  );
}
