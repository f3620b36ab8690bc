/** What every list that was loaded says of the person. */
import { Link } from "@tanstack/react-router";
import type { Person } from "../../api/shapes";
import { Card } from "../../parts/Card";
import { Empty } from "../../parts/Empty";
import { zonesInWords } from "../../parts/zones";
import { useOrganization } from "../../session/useOrganization";
import style from "./lists.module.css";
import { words } from "./words";

type Listed = Person["contacts"][number];
const OWN = ["first_name", "last_name", "zip_code", "external_id"] as const;

export function Lists({ contacts }: { contacts: readonly Listed[] }) {
  return (
    <Card title={words.lists.title}>
      {contacts.length === 0 ? (
        <Empty title={words.lists.none.title}>{words.lists.none.remedy}</Empty>
      ) : (
        <ul className={style.lists}>
          {contacts.map((one) => (
            <OneList key={one.load_id} listed={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OneList({ listed }: { listed: Listed }) {
  const own = OWN.map((name) => [words.lists.fields[name], listed[name]] as const);
  const fields = [...own, ...Object.entries(listed.custom), [words.lists.zones, zonesInWords(listed.time_zones)] as const];
  return (
    <li>
      <div className={style.listHead}>
        <Campaigns of={listed.campaigns} />
        <span className="soft small">{words.lists.row(listed.row)}</span>
      </div>
      <dl className={style.fields}>
        {fields
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
      </dl>
    </li>
  );
}

function Campaigns({ of }: { of: Listed["campaigns"] }) {
  const { organizationId } = useOrganization();
  return (
    <span className={style.campaigns}>
      {of.map((one) => (
        <Link key={one.campaign_id} to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: one.campaign_id }}>
          <bdi>{one.name}</bdi>
        </Link>
      ))}
    </span>
  );
}
