/** The contacts of a chosen campaign, page by page, and all of them as a file. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { campaignQuery, keys } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import * as Icons from "../../look/icons";
import { Empty } from "../../parts/Empty";
import { ExportDialog } from "../../parts/ExportDialog";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { ContactRows } from "./ContactRows";
import style from "./contacts.module.css";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/contacts");

export function Browse() {
  const { campaign: wanted } = route.useSearch();
  const list = useChoices(wanted);
  const shown = list.items.find((one) => one.campaign_id === wanted) ?? list.items[0];
  if (list.named.isLoading) {
    return (
      <Panel title={words.browse.title} query={list.named} lines={8}>
        {() => null}
      </Panel>
    );
  }
  return (
    <Panel
      title={words.browse.title}
      query={list.query}
      lines={8}
      actions={shown && <Export campaign={shown} />}
      empty={{ when: () => shown === undefined && !list.hasMore, show: <Nothing campaigns={list.all} /> }}
    >
      {() => (shown ? <OfCampaign key={shown.campaign_id} list={list} shown={shown} /> : <Older list={list} />)}
    </Panel>
  );
}

type Choices = ReturnType<typeof useChoices>;

/** The newest campaigns with contacts, older ones as they are asked for, and the one that the address names. */
function useChoices(wanted: string | undefined) {
  const { organizationId } = useOrganization();
  const list = useCursorList<Campaign>({
    key: [...keys.campaigns(organizationId), "choices"],
    page: (cursor) => {
      const params = { path: { organization_id: organizationId }, query: { limit: 200, ...(cursor ? { cursor } : {}) } };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns", { params }));
    },
  });
  const isListed = list.items.some((one) => one.campaign_id === wanted);
  const named = useQuery({ ...campaignQuery(organizationId, wanted ?? ""), enabled: wanted !== undefined && list.query.isSuccess && !isListed });
  const all = named.data && !isListed ? [...list.items, named.data] : list.items;
  return { ...list, named, all, items: all.filter((one) => one.load_id !== null && one.contacts > 0) };
}

function Older({ list }: { list: Choices }) {
  return (
    <Button variant="subtle" size="compact-sm" className={style.older} loading={list.isLoadingMore} onClick={list.loadMore}>
      {words.browse.older}
    </Button>
  );
}

function OfCampaign({ list, shown }: { list: Choices; shown: Campaign }) {
  const navigate = useNavigate({ from: "/organizations/$organizationId/contacts" });
  const { find } = route.useSearch();
  const [typed, setTyped] = useState("");
  const [begins, setBegins] = useState("");
  const later = useDebouncedCallback(setBegins, 250);
  return (
    <div className={style.browse}>
      <div className={style.filters}>
        <NativeSelect
          label={words.browse.campaign}
          value={shown.campaign_id}
          data={list.items.map((one) => ({ value: one.campaign_id, label: words.browse.choice(one.name, one.contacts) }))}
          onChange={(event) => void navigate({ search: { ...(find ? { find } : {}), campaign: event.currentTarget.value }, resetScroll: false })}
        />
        <TextInput
          label={words.browse.begins}
          placeholder={words.browse.beginsHint}
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            later(event.currentTarget.value);
          }}
        />
      </div>
      {list.hasMore && <Older list={list} />}
      <ContactRows campaignId={shown.campaign_id} begins={begins} />
    </div>
  );
}

function Export({ campaign }: { campaign: Campaign }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="sm" leftSection={<Icons.Download size={18} />} onClick={() => setOpen(true)}>
        {words.browse.export}
      </Button>
      <ExportDialog
        title={words.browse.exportTitle(campaign.name)}
        wanted={{ kind: "contacts", campaign_id: campaign.campaign_id }}
        opened={isOpen}
        onClose={() => setOpen(false)}
      >
        {words.browse.exportLead}
      </ExportDialog>
    </>
  );
}

/** The way to the first contacts: the newest draft, or a new campaign. */
function Nothing({ campaigns }: { campaigns: readonly Campaign[] }) {
  const { organizationId } = useOrganization();
  const draft = campaigns.find((one) => one.state === "DRAFT");
  const way = draft ? (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/build" params={{ organizationId, campaignId: draft.campaign_id }} search={{ step: "audience" }}>
      {words.none.build(draft.name)}
    </Link>
  ) : (
    <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
      {words.none.way}
    </Link>
  );
  return (
    <Empty title={words.none.title} action={way}>
      {words.none.remedy}
    </Empty>
  );
}
