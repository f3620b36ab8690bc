/** What campaigns are searched for: words and a state. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CampaignState } from "../../api/shapes";
import * as Icons from "../../look/icons";
import style from "./search.module.css";
import { STATES } from "./stateWords";
import { words } from "./words";

/** What is typed goes into the address, so that it can be shared and the way back works. */
export function Search({ find, state }: { find: string; state: string }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/campaigns" });
  const [typed, setTyped] = useState(find);
  const [told, setTold] = useState(find);
  // A link, or the browser's way back, changes the address and so what is searched for.
  if (find !== told) {
    setTold(find);
    setTyped(find);
  }
  const go = (search: { find: string; state: string }) => {
    setTold(search.find);
    void navigate({ search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)), replace: true });
  };
  const later = useDebouncedCallback((value: string) => go({ find: value, state }), 200);
  return (
    <search className={style.search}>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<Icons.Search size={18} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          later(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label={words.state}
        value={state}
        data={[{ value: "", label: words.allStates }, ...Object.entries(STATES).map(([value, { name }]) => ({ value, label: name }))]}
        onChange={(event) => go({ find: typed, state: event.currentTarget.value as CampaignState })}
      />
    </search>
  );
}
