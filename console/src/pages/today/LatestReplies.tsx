/** Who wrote last, the newest first, each the way into its thread; and how long the oldest has waited. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import type { Conversation } from "../../api/shapes";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useNow } from "../../parts/useNow";
import { waited } from "../../parts/waits";
import { useOrganization } from "../../session/useOrganization";
import style from "./latestReplies.module.css";
import { words } from "./words";

export function LatestReplies() {
  const { organizationId } = useOrganization();
  const query = useQuery({
    queryKey: [organizationId, "conversations", "newest"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/conversations", { params: { path: { organization_id: organizationId }, query: { limit: 6 } } })),
    refetchInterval: 10_000,
  });
  return (
    <Panel
      title={words.replies}
      actions={query.data && <OldestWait items={query.data.items} />}
      query={query}
      empty={{
        when: ({ items }) => items.length === 0,
        show: <Empty title={words.repliesNone.title}>{words.repliesNone.remedy}</Empty>,
      }}
    >
      {({ items }) => (
        <ul className={style.replies}>
          {items.map((one) => (
            <li key={one.phone}>
              <div className={style.replyHead}>
                <span>
                  <Link to="/organizations/$organizationId/inbox" params={{ organizationId }} search={{ show: "ALL", phone: one.phone }} className={style.replyName}>
                    {one.first_name ? <bdi>{one.first_name}</bdi> : <Phone value={one.phone} />}
                  </Link>
                  {one.unanswered && <span className={style.waits}> {words.unanswered}</span>}
                </span>
                <Time at={one.last_activity_at} />
              </div>
              <p className={style.reply} dir="auto">
                {one.last_text}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Of those that are shown here. */
function OldestWait({ items }: { items: readonly Conversation[] }) {
  const { organizationId } = useOrganization();
  const now = useNow(20_000);
  const waiting = items.filter((one) => one.unanswered).map((one) => Date.parse(one.last_activity_at));
  const text = waiting.length > 0 ? words.oldestWaits(waited((now.getTime() - Math.min(...waiting)) / 1000)) : words.toInbox;
  return (
    <Link to="/organizations/$organizationId/inbox" params={{ organizationId }} search={{ show: "ALL" }} className="small">
      {text}
    </Link>
  );
}
