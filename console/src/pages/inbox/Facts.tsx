/** What to know of a person before answering: their campaign, our number, the time where they are. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Thread } from "../../api/shapes";
import { shortTime, zoneName } from "../../parts/moments";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useNow } from "../../parts/useNow";
import { useOrganization } from "../../session/useOrganization";
import style from "./facts.module.css";
import { words } from "./words";

export function Facts({ thread }: { thread: Thread }) {
  const number = thread.texts.findLast((one) => one.direction === "IN" && one.our_number)?.our_number;
  return (
    <dl className={style.facts}>
      {thread.conversation?.first_name && (
        <Fact name={words.facts.phone}>
          <Phone value={thread.phone} />
        </Fact>
      )}
      {thread.opted_out_at && (
        <Fact name={words.facts.optedOut}>
          <Time at={thread.opted_out_at} />
        </Fact>
      )}
      {thread.campaign_id && (
        <Fact name={words.facts.campaign}>
          <CampaignName id={thread.campaign_id} name={thread.campaign_name ?? ""} />
        </Fact>
      )}
      {number && (
        <Fact name={words.facts.number}>
          <Phone value={number} />
        </Fact>
      )}
      <Fact name={words.facts.time}>
        <TheirTime zones={thread.time_zones} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CampaignName({ id, name }: { id: string; name: string }) {
  const { organizationId, may } = useOrganization();
  if (!may("ADMIN")) return <bdi>{name}</bdi>;
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: id }}>
      <bdi>{name}</bdi>
    </Link>
  );
}

/** A phone may be in more than one zone; then each different time is told. */
function TheirTime({ zones }: { zones: readonly string[] }) {
  const now = useNow(20_000);
  if (zones.length === 0) return <>{words.facts.zoneUnknown}</>;
  const times = new Set(zones.map((zone) => `${shortTime(now, now, zone)} ${zoneName(now, zone)}`));
  return <>{[...times].join(" or ")}</>;
}
