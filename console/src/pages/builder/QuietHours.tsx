/** When texts may leave: each zone of the audience with its window on a day's line, and where its day is now. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { settingsQuery } from "../../api/queries";
import type { Campaign } from "../../api/shapes";
import { Panel } from "../../parts/Panel";
import { serverNow } from "../../parts/serverTime";
import { zonesInWords } from "../../parts/zones";
import { useOrganization } from "../../session/useOrganization";
import { loadQuery } from "../audience/loads";
import { countsOf } from "../audience/result";
import { clockOf, type Hours, minutesOf, windowOf } from "./hours";
import { contactsQuery } from "./queries";
import style from "./quietHours.module.css";
import { words } from "./words";
import { MOST, type ZoneGroup, zonesOf } from "./zones";

const MINUTE = 60_000;

export function QuietHours({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const settings = useQuery(settingsQuery(organizationId));
  // a load counts everybody; of one that does not, or is another campaign's, some contacts stand for all
  const load = useQuery({ ...loadQuery(organizationId, campaign.campaign_id, campaign.load_id ?? ""), enabled: campaign.load_id !== null, retry: false });
  const counted = load.data ? countsOf(load.data).zones.map(({ zones, count: people }) => ({ zones, people })) : [];
  const contacts = useQuery(contactsQuery(organizationId, campaign.campaign_id, campaign.load_id));
  return (
    <Panel title={words.hours.title} query={settings} lines={4}>
      {(hours) => (
        <div className={style.hours}>
          <p>{words.hours.lead(clockOf(minutesOf(hours.opens)), clockOf(minutesOf(hours.closes)))}</p>
          {campaign.load_id === null ? (
            <p className="soft">{words.hours.none}</p>
          ) : counted.length > 0 ? (
            <Zones groups={counted.slice(0, MOST)} hours={hours} isAll />
          ) : (
            <Panel bare query={contacts}>
              {(found) => <Zones groups={zonesOf(found)} hours={hours} shown={found.length} />}
            </Panel>
          )}
          <Link to="/organizations/$organizationId/settings" params={{ organizationId }} search={{ section: "organization" }}>
            {words.hours.change}
          </Link>
        </div>
      )}
    </Panel>
  );
}

function Zones({ groups, hours, isAll = false, shown = 0 }: { groups: readonly ZoneGroup[]; hours: Hours; isAll?: boolean; shown?: number }) {
  const now = useMinute();
  return (
    <>
      <ul className={style.zones}>
        {groups.map((group) => (
          <Zone key={group.zones.join()} group={group} hours={hours} now={now} people={isAll ? group.people : undefined} />
        ))}
      </ul>
      <div className={style.scale} aria-hidden="true">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{clockOf(hour * 60)}</span>
        ))}
      </div>
      {!isAll && <p className="soft small">{words.hours.someOf(shown)}</p>}
    </>
  );
}

const DAY = 24 * 60;

function Zone({ group, hours, now, people }: { group: ZoneGroup; hours: Hours; now: Date; people: number | undefined }) {
  const { from, to, now: minute, isOpen } = windowOf(group.zones, hours, now);
  const zone = words.hours.zone;
  const place = group.zones.length === 0 ? words.hours.anywhere : zonesInWords(group.zones);
  const says = from === to ? zone.never : isOpen ? zone.open(clockOf(to)) : zone.shut(clockOf(from));
  return (
    <li>
      <p className={style.zoneHead}>
        <span>
          <span className={style.place}>{place}</span>
          {people !== undefined && <span className="soft"> {words.hours.people(people)}</span>}
        </span>
        <span className="soft">
          {clockOf(minute)} {zone.now}, <span data-open={isOpen}>{says}</span>
        </span>
      </p>
      <svg className={style.day} viewBox={`0 0 ${DAY} 40`} preserveAspectRatio="none" aria-hidden="true">
        <rect className={style.night} x="0" y="8" width={DAY} height="24" rx="12" />
        <rect className={style.open} x={from} y="8" width={Math.max(Math.min(to, DAY) - from, 0)} height="24" />
        {to > DAY && <rect className={style.open} x="0" y="8" width={to - DAY} height="24" />}
        <rect className={style.nowMark} x={minute - 4} y="0" width="8" height="40" />
      </svg>
    </li>
  );
}

/** The present, a minute at a time. */
function useMinute(): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
