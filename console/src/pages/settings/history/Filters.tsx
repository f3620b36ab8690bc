/** What the history is narrowed to: it stands in the address, so that it can be shared. */
import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { SettingsSearch } from "../../../shell/addresses";
import own from "./history.module.css";
import { operationChoices } from "./operations";
import { words } from "./words";

export type Narrowed = Pick<SettingsSearch, "person" | "operation" | "state">;

export function Filters({ people, chosen }: { people: readonly (readonly [string, string])[]; chosen: Narrowed }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/settings" });
  const go = (changes: Record<string, string>) => {
    const wanted = Object.entries({ ...chosen, ...changes }).filter(([, value]) => value);
    void navigate({ search: { section: "history", ...(Object.fromEntries(wanted) as Narrowed) }, replace: true });
  };
  const offered = people.map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label));
  return (
    <search className={own.filters}>
      <NativeSelect
        label={words.person}
        value={chosen.person ?? ""}
        data={[{ value: "", label: words.everybody }, ...offered]}
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
