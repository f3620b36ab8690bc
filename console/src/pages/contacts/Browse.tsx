/** The contacts of a chosen campaign, page by page, and all of them as a file. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { campaignsQuery } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
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
  const { organizationId } = useOrganization();
  const { campaign: wanted } = route.useSearch();
  const query = useQuery(campaignsQuery(organizationId));
  const withContacts = query.data?.filter((one) => one.load_id !== null && one.contacts > 0) ?? [];
  const shown = withContacts.find((one) => one.campaign_id === wanted) ?? withContacts[0];
  return (
    <Panel
      title={words.browse.title}
      query={query}
      lines={8}
      actions={shown && <Export campaign={shown} />}
      empty={{ when: () => shown === undefined, show: <Nothing campaigns={query.data ?? []} /> }}
    >
      {() => shown && <OfCampaign key={shown.campaign_id} campaigns={withContacts} shown={shown} />}
    </Panel>
  );
}

function OfCampaign({ campaigns, shown }: { campaigns: readonly Campaign[]; shown: Campaign }) {
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
          data={campaigns.map((one) => ({ value: one.campaign_id, label: words.browse.choice(one.name, one.contacts) }))}
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
