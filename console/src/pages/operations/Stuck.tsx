/** Steps that failed again and again and were set aside: what they were, why they failed, and trying them again. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { campaignsQuery } from "../../api/queries";
import type { DeadLetter } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { causeOf, stepOf } from "./letters";
import style from "./operations.module.css";
import { lettersQuery } from "./queries";
import { ReplayAll, ReplayOne } from "./Replay";
import { words } from "./words";

export function Stuck() {
  const { organizationId } = useOrganization();
  const query = useQuery(lettersQuery(organizationId));
  const found = query.data?.items ?? [];
  return (
    <Panel
      title={words.stuck.title}
      query={query}
      lines={5}
      actions={found.length > 1 && <ReplayAll count={found.length} />}
      empty={{ when: ({ items }) => items.length === 0, show: <Empty title={words.stuck.none.title}>{words.stuck.none.remedy}</Empty> }}
    >
      {({ items }) => (
        <>
          <p className={style.lead}>
            {words.stuck.lead} {words.stuck.safe}
          </p>
          <DataTable<DeadLetter>
            label={words.stuck.title}
            rows={items}
            idOf={(one) => one.message_id}
            columns={[
              { key: "what", head: words.stuck.table.what, isName: true, cell: stepOf },
              { key: "about", head: words.stuck.table.about, cell: (one) => (one.ids.campaign_id ? <About campaignId={one.ids.campaign_id} /> : null) },
              { key: "why", head: words.stuck.table.why, cell: (one) => <Why letter={one} /> },
              { key: "when", head: words.stuck.table.when, align: "end", cell: (one) => <Time at={one.failed_at ?? one.received_at} /> },
              { key: "times", head: words.stuck.table.times, align: "end", wideOnly: true, cell: (one) => <span title={words.stuck.timesHint}>{one.receive_count}</span> },
              { key: "action", head: words.stuck.table.action, align: "end", cell: (one) => <ReplayOne letter={one} /> },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

function Why({ letter }: { letter: DeadLetter }) {
  const cause = causeOf(letter);
  return (
    <div className={style.name}>
      <span>{cause.words}</span>
      {cause.name && <span className="soft small mono">{cause.name}</span>}
    </div>
  );
}

export function About({ campaignId, state }: { campaignId: string; state?: "UNKNOWN" }) {
  const { organizationId } = useOrganization();
  const campaigns = useQuery(campaignsQuery(organizationId));
  const campaign = campaigns.data?.find((one) => one.campaign_id === campaignId);
  if (!campaign) return <span className="soft">{words.unsettled.message}</span>;
  return (
    <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId }} search={state ? { state } : {}}>
      <bdi>{campaign.name}</bdi>
    </Link>
  );
}
