/** Contacts as rows, each with the way to the person's page. */
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Contact } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { zonesInWords } from "../../parts/zones";
import { useOrganization } from "../../session/useOrganization";
import style from "./contacts.module.css";
import { words } from "./words";

const AT_ONCE = 50;

export function ContactRows({ campaignId, begins }: { campaignId: string; begins: string }) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, campaign_id: campaignId };
  const list = useCursorList<Contact>({
    key: [...keys.campaign(organizationId, campaignId), "contacts", begins],
    page: (cursor) => {
      const query = { limit: AT_ONCE, ...(begins ? { phone_begins: begins } : {}), ...(cursor ? { cursor } : {}) };
      return ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/contacts", { params: { path, query } }));
    },
  });
  const told = begins ? words.noMatch : words.empty;
  return (
    <Panel
      bare
      query={list.query}
      lines={6}
      empty={{ when: () => list.items.length === 0 && !list.hasMore, show: <Empty title={told.title}>{told.remedy}</Empty> }}
    >
      {() => <DataTable label={words.browse.title} columns={COLUMNS} rows={list.items} idOf={(one) => one.phone} more={list} />}
    </Panel>
  );
}

const COLUMNS: readonly Column<Contact>[] = [
  { key: "phone", head: words.browse.phone, isName: true, cell: (one) => <PersonLink contact={one} /> },
  { key: "name", head: words.browse.name, cell: (one) => (nameOf(one) ? <bdi className={style.wraps}>{nameOf(one)}</bdi> : null) },
  { key: "zip", head: words.browse.zip, cell: (one) => one.zip_code || null },
  { key: "zone", head: words.browse.zone, cell: (one) => (one.time_zones.length > 0 ? zonesInWords(one.time_zones) : null) },
  { key: "more", head: words.browse.more, wideOnly: true, cell: (one) => <Others contact={one} /> },
];

const nameOf = (one: Contact) => `${one.first_name} ${one.last_name}`.trim();

function PersonLink({ contact }: { contact: Contact }) {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone: contact.phone }}>
      <Phone value={contact.phone} />
    </Link>
  );
}

function Others({ contact }: { contact: Contact }) {
  const own = Object.entries(contact.custom).filter(([, value]) => value);
  const all = contact.external_id ? [[words.browse.id, contact.external_id] as const, ...own] : own;
  if (all.length === 0) return <span className="soft">–</span>;
  return (
    <p className={style.others}>
      {all.map(([name, value]) => (
        <span key={name}>
          <span className="soft">{name}</span> <bdi>{value}</bdi>{" "}
        </span>
      ))}
    </p>
  );
}
