/** Who wrote last, the newest first. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./today.module.css";
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
                  {one.first_name ? <b>{one.first_name}</b> : <Phone value={one.phone} />}
                  {one.unanswered && <span className={style.waits}> {words.unanswered}</span>}
                </span>
                <Time at={one.last_activity_at} />
              </div>
              <p className={style.reply}>{one.last_text}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
