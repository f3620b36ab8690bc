/** What happened to the campaign and who did it, the newest first. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Happening } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { tell } from "./timeline";
import style from "./timeline.module.css";
import { words } from "./words";

export function Timeline({ campaignId }: { campaignId: string }) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, campaign_id: campaignId };
  const list = useCursorList<Happening>({
    key: [...keys.campaign(organizationId, campaignId), "timeline"],
    page: (cursor) =>
      ask(api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/timeline", { params: { path, query: { limit: 10, ...(cursor ? { cursor } : {}) } } })),
    every: 15_000,
  });
  return (
    <Panel
      title={words.timeline.title}
      query={list.query}
      empty={{ when: () => list.items.length === 0 && !list.hasMore, show: <Empty title={words.timeline.none.title}>{words.timeline.none.remedy}</Empty> }}
    >
      {() => (
        <>
          <ol className={style.timeline}>
            {list.items.map((one) => (
              <Entry key={one.event_id} one={one} />
            ))}
          </ol>
          {list.hasMore && (
            <Button variant="default" size="xs" loading={list.isLoadingMore} onClick={list.loadMore} className={style.more}>
              {words.timeline.more}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

function Entry({ one }: { one: Happening }) {
  const { organizationId } = useOrganization();
  const told = tell(one);
  return (
    <li data-bad={told.isBad || undefined}>
      <p>
        {told.who !== null && (
          <>
            <bdi className={style.who}>{told.who}</bdi>{" "}
          </>
        )}
        {told.did}
      </p>
      {told.outcome && <p className={style.cameOf}>{told.outcome}</p>}
      <p className="soft small">
        <Time at={one.at} />
        {one.other_campaign_id && (
          <>
            {" · "}
            <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: one.other_campaign_id }}>
              {one.what === "COPIED" ? "Open the copy" : "Open the other"}
            </Link>
          </>
        )}
      </p>
    </li>
  );
}
