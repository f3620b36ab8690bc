/** The inbox: the conversations on the left, the open one on the right; on a phone one after the other. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import * as Icons from "../../look/icons";
import { Empty } from "../../parts/Empty";
import { Page } from "../../parts/Page";
import { ConversationList } from "./ConversationList";
import { arranged, beside, following, SHOWS, type Show, showOf } from "./inbox";
import style from "./inbox.module.css";
import { useLists, usePeople } from "./inboxQueries";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { Thread } from "./Thread";
import thread from "./thread.module.css";
import { useNews } from "./useNews";
import { useShortcuts, useShortcutsChoice } from "./useShortcuts";
import { useSteadyRows } from "./useSteadyRows";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/inbox");
const INBOX = "/organizations/$organizationId/inbox";

export function InboxPage() {
  const { phone, ...search } = route.useSearch();
  const show = showOf(search.show);
  const { organizationId } = route.useParams();
  const lists = useLists(show);
  const people = usePeople();
  const list = lists[show];
  const rows = useSteadyRows(arranged(list.items, show));
  const said = useNews(list.items, list.query.data !== undefined);
  const go = useOpen(show);
  const [isOn, setOn] = useShortcutsChoice();
  const [isHelp, setHelp] = useState(false);
  useShortcuts(
    {
      j: () => go(beside(rows.rows, phone, 1)),
      k: () => go(beside(rows.rows, phone, -1)),
      "?": () => setHelp(true),
    },
    isOn,
  );
  const back = (
    <Link to={INBOX} params={{ organizationId }} search={{ show }} className={style.back}>
      {words.back}
    </Link>
  );
  return (
    <Page title={words.title} above={phone && <span className={style.narrow}>{back}</span>} actions={<Help onOpen={() => setHelp(true)} />}>
      <p role="status" className="unseen">
        {said}
      </p>
      <div className={style.inbox} data-open={phone !== undefined || undefined}>
        <Tabs lists={lists} show={show} />
        <div className={style.panes}>
          <ConversationList key={show} {...{ list, rows, show, phone, people }} />
          <section className={thread.pane} aria-label={words.conversation}>
            {phone ? (
              <Thread key={phone} phone={phone} people={people} shortcuts={isOn} onDone={() => go(following(rows.rows, phone))} />
            ) : (
              rows.rows.length > 0 && (
                <div className={style.choose}>
                  <Empty title={words.choose.title}>{words.choose.remedy}</Empty>
                </div>
              )
            )}
          </section>
        </div>
      </div>
      <ShortcutsDialog opened={isHelp} onClose={() => setHelp(false)} isOn={isOn} onChange={setOn} />
    </Page>
  );
}

/** Opens a thread, or none. */
function useOpen(show: Show) {
  const navigate = useNavigate({ from: INBOX });
  return (phone: string | undefined) => void navigate({ search: { show, ...(phone ? { phone } : {}) }, resetScroll: false });
}

function Help({ onOpen }: { onOpen: () => void }) {
  return (
    <Tooltip label={words.keys.button}>
      <ActionIcon variant="default" size={36} aria-label={words.keys.button} onClick={onOpen} className={style.help}>
        <Icons.Keyboard />
      </ActionIcon>
    </Tooltip>
  );
}

function Tabs({ lists, show }: { lists: ReturnType<typeof useLists>; show: Show }) {
  const { organizationId } = route.useParams();
  // on a phone they do not all fit
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [show]);
  return (
    <nav ref={nav} className={style.tabs} aria-label={words.tabs}>
      {SHOWS.map((one) => {
        const { items, hasMore, query } = lists[one];
        return (
          <Link key={one} to={INBOX} params={{ organizationId }} search={{ show: one }} className={style.tab} aria-current={one === show ? "page" : undefined}>
            {words.shows[one]}
            {query.data && (
              <span className={style.size} data-urgent={(one === "REVIEW" && items.length > 0) || undefined}>
                {words.atLeast(items.length, hasMore)}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
