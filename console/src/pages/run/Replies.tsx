/** Who answered the blast, the newest first. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Blast, Text } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import { ExportButton } from "./ExportButton";
import style from "./replies.module.css";
import { words } from "./words";

export function Replies({ blast }: { blast: Blast }) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, campaign_id: blast.campaign_id, blast_id: blast.blast_id };
  const list = useCursorList<Text>({
    key: [...keys.campaign(organizationId, blast.campaign_id), "replies", blast.blast_id],
    page: (cursor) =>
      ask(
        api.GET("/v1/organizations/{organization_id}/campaigns/{campaign_id}/blasts/{blast_id}/replies", {
          params: { path, query: { limit: 6, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    every: blast.state === "CLOSED" ? 20_000 : 5_000,
  });
  return (
    <div id="replies">
      <Panel
        title={words.replies}
        query={list.query}
        actions={<ExportButton kind="replies" blast={blast} />}
        empty={{ when: () => list.items.length === 0, show: <Empty title={words.repliesNone.title}>{words.repliesNone.remedy}</Empty> }}
      >
        {() => (
          <>
            <ul className={style.replies}>
              {list.items.map((one) => (
                <li key={one.message_id}>
                  <div className={style.replyHead}>
                    <Link
                      to="/organizations/$organizationId/inbox"
                      params={{ organizationId }}
                      search={{ show: "ALL", phone: one.phone }}
                      aria-label={words.openThread(writePhone(one.phone))}
                    >
                      <Phone value={one.phone} />
                    </Link>{" "}
                    <Time at={one.at} />
                  </div>
                  <p dir="auto">{one.body}</p>
                </li>
              ))}
            </ul>
            {list.hasMore && (
              <Button variant="default" size="xs" loading={list.isLoadingMore} onClick={list.loadMore} className={style.more}>
                {words.repliesMore}
              </Button>
            )}
          </>
        )}
      </Panel>
    </div>
  );
}
