/** Every text that was meant for a person, and why it was or was not sent. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import type { SendState, SentText } from "../../api/shapes";
import { useCursorList } from "../../api/useCursorList";
import { Badge, type Tone } from "../../parts/Badge";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { personKey } from "./queries";
import style from "./sentTexts.module.css";
import { words } from "./words";

const TONES: Record<SendState, Tone> = {
  READY: "neutral",
  HELD: "warn",
  DISPATCHING: "accent",
  SENT: "accent",
  DELIVERED: "good",
  FAILED: "bad",
  SKIPPED: "neutral",
  UNKNOWN: "warn",
};

export function SentTexts({ phone, zone }: { phone: string; zone: string | undefined }) {
  const { organizationId } = useOrganization();
  const path = { organization_id: organizationId, phone };
  const list = useCursorList<SentText>({
    key: [...personKey(organizationId, phone), "texts"],
    page: (cursor) => ask(api.GET("/v1/organizations/{organization_id}/contacts/{phone}/texts", { params: { path, query: cursor ? { cursor } : {} } })),
  });
  const columns: readonly Column<SentText>[] = [
    { key: "text", head: words.texts.text, isName: true, cell: (one) => <p className={style.body} dir="auto">{one.body}</p> },
    { key: "campaign", head: words.texts.campaign, cell: (one) => <CampaignLink text={one} /> },
    { key: "state", head: words.texts.state, cell: (one) => <Badge tone={TONES[one.state]}>{words.texts.states[one.state]}</Badge> },
    { key: "why", head: words.texts.why, cell: (one) => <Why text={one} zone={zone} /> },
    { key: "when", head: words.texts.when, align: "end", cell: (one) => <Time at={one.updated_at ?? one.created_at} zone={zone} /> },
  ];
  const isNone = list.items.length === 0;
  return (
    <Panel
      title={words.texts.title}
      query={list.query}
      lines={5}
      empty={{ when: () => isNone && !list.hasMore, show: <Empty title={words.texts.none.title}>{words.texts.none.remedy}</Empty> }}
    >
      {() =>
        isNone ? (
          <Empty
            title={words.texts.noneSoFar.title}
            action={
              <Button variant="default" size="sm" loading={list.isLoadingMore} onClick={list.loadMore}>
                {words.texts.older}
              </Button>
            }
          >
            {words.texts.noneSoFar.remedy}
          </Empty>
        ) : (
          <DataTable label={words.texts.title} columns={columns} rows={list.items} idOf={(one) => one.send_id} more={list} />
        )
      }
    </Panel>
  );
}

function Why({ text, zone }: { text: SentText; zone: string | undefined }) {
  return (
    <p className={style.why}>
      {text.why}
      {text.state === "HELD" && text.not_before && (
        <>
          {" "}
          {words.texts.heldUntil} <Time at={text.not_before} zone={zone} />
        </>
      )}
    </p>
  );
}

function CampaignLink({ text }: { text: SentText }) {
  const { organizationId } = useOrganization();
  if (text.campaign_name === null) return <span className="soft">{words.texts.noCampaign}</span>;
  return (
    <Link
      to="/organizations/$organizationId/campaigns/$campaignId/run"
      params={{ organizationId, campaignId: text.campaign_id }}
      search={{ blast: text.blast_id }}
    >
      <bdi>{text.campaign_name}</bdi>
    </Link>
  );
}
