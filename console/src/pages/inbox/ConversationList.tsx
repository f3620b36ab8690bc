/** The conversations of one tab: who, what they wrote last, and how long they wait. */
import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import type { CursorList } from "../../api/useCursorList";
import type { Conversation } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Time } from "../../parts/Time";
import { useNow } from "../../parts/useNow";
import { remaining, waited } from "../../parts/waits";
import { writePhone } from "../../parts/writePhone";
import style from "./conversationList.module.css";
import { useOrganization } from "../../session/useOrganization";
import { type Show, secondsBetween } from "./inbox";
import type { People } from "./inboxQueries";
import type { useSteadyRows } from "./useSteadyRows";
import { words } from "./words";

interface ListProps {
  list: CursorList<Conversation>;
  rows: ReturnType<typeof useSteadyRows>;
  show: Show;
  phone: string | undefined;
  people: People;
}

const SOON = 10 * 60;

export function ConversationList({ list, rows, show, phone, people }: ListProps) {
  const now = useNow(isSoon(list.items) ? 1_000 : 20_000);
  return (
    <section
      className={style.list}
      aria-label={words.list}
      onPointerEnter={(event) => event.pointerType === "mouse" && rows.hold()}
      onPointerLeave={rows.letGo}
    >
      {rows.fresh > 0 && (
        <Button size="xs" variant="light" fullWidth className={style.fresh} onClick={rows.letGo}>
          {words.fresh(rows.fresh)}
        </Button>
      )}
      <Panel
        bare
        query={list.query}
        lines={9}
        empty={{ when: () => list.items.length === 0 && rows.rows.length === 0, show: <Nothing show={show} /> }}
      >
        {() => (
          <>
            <ul>
              {rows.rows.map((one) => (
                <Row key={one.phone} one={one} isOpen={one.phone === phone} {...{ show, now, people }} />
              ))}
            </ul>
            {list.hasMore && (
              <Button variant="default" size="xs" className={style.more} loading={list.isLoadingMore} onClick={list.loadMore}>
                {words.more}
              </Button>
            )}
          </>
        )}
      </Panel>
    </section>
  );
}

/** Nobody has answered anything yet: a campaign is where that begins. */
function Nothing({ show }: { show: Show }) {
  const { organizationId, may } = useOrganization();
  const way = show === "ALL" && may("ADMIN") && (
    <Link to="/organizations/$organizationId/campaigns" params={{ organizationId }}>
      {words.toCampaigns}
    </Link>
  );
  return (
    <Empty title={words.none[show].title} action={way}>
      {words.none[show].remedy}
    </Empty>
  );
}

const isSoon = (items: readonly Conversation[]) => items.some((one) => one.review_due_at && secondsBetween(new Date(), one.review_due_at) < SOON);

function Row({ one, isOpen, show, now, people }: { one: Conversation; isOpen: boolean; show: Show; now: Date; people: People }) {
  const { organizationId } = useParams({ from: "/signed-in/organizations/$organizationId" });
  return (
    <li>
      <Link
        to="/organizations/$organizationId/inbox"
        params={{ organizationId }}
        search={{ show, phone: one.phone }}
        resetScroll={false}
        className={style.row}
        aria-current={isOpen ? "true" : undefined}
        onKeyDown={step}
      >
        <span className={style.rowHead}>
          <bdi className={style.name}>{one.first_name || writePhone(one.phone)}</bdi>
          <Time at={one.last_activity_at} />
        </span>
        <span className={style.last} dir="auto">
          {one.last_text}
        </span>
        <Marks {...{ one, now, people }} />
      </Link>
    </li>
  );
}

function Marks({ one, now, people }: { one: Conversation; now: Date; people: People }) {
  const left = one.review_due_at ? remaining(secondsBetween(now, one.review_due_at)) : undefined;
  return (
    <span className={style.marks}>
      {one.review_due_at && <Badge tone="warn">{left ? words.due(left) : words.overdue}</Badge>}
      {one.unanswered && <Badge tone="accent">{words.waits(waited(secondsBetween(one.last_activity_at, now)))}</Badge>}
      {!one.is_open && <Badge>{words.closed}</Badge>}
      {one.assignee && <span className={style.whose}>{words.with(people.nameOf(one.assignee))}</span>}
    </span>
  );
}

/** Arrow keys go from row to row. */
function step(event: React.KeyboardEvent<HTMLAnchorElement>): void {
  const row = event.currentTarget.parentElement;
  const to = event.key === "ArrowDown" ? row?.nextElementSibling : event.key === "ArrowUp" ? row?.previousElementSibling : undefined;
  if (!to) return;
  event.preventDefault();
  to.querySelector("a")?.focus();
}
