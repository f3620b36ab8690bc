/** One conversation: who it is, what passed, and what to do next. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Thread as Shape } from "../../api/shapes";
import { Panel } from "../../parts/Panel";
import { writePhone } from "../../parts/writePhone";
import { useOrganization } from "../../session/useOrganization";
import { Answering } from "./Answering";
import { Facts } from "./Facts";
import { type People, threadQuery } from "./inboxQueries";
import { OptOutDialog } from "./OptOutDialog";
import { Review } from "./Review";
import { Texts } from "./Texts";
import style from "./thread.module.css";
import { ThreadHead } from "./ThreadHead";
import { useShortcuts } from "./useShortcuts";
import { type ThreadActions, useThreadActions } from "./useThreadActions";

interface ThreadProps {
  phone: string;
  people: People;
  shortcuts: boolean;
  /** It is closed or decided: on to the next. */
  onDone: () => void;
}

export function Thread({ phone, people, shortcuts, onDone }: ThreadProps) {
  const { organizationId } = useOrganization();
  const query = useQuery(threadQuery(organizationId, phone));
  const actions = useThreadActions(phone, people);
  return (
    <Panel bare query={query} lines={8}>
      {(thread) => <Opened {...{ thread, people, shortcuts, actions, onDone }} />}
    </Panel>
  );
}

export const nameOf = (thread: Shape) => thread.conversation?.first_name || writePhone(thread.phone);

function Opened({ thread, people, shortcuts, actions, onDone }: Omit<ThreadProps, "phone"> & { thread: Shape; actions: ThreadActions }) {
  const [isOptingOut, setOptingOut] = useState(false);
  const answer = useRef<HTMLTextAreaElement>(null);
  const { conversation } = thread;
  const close = () => conversation && !actions.close.isPending && actions.close.mutate(conversation.last_message_id, { onSuccess: onDone });
  const take = () => conversation && people.myId && !actions.assign.isPending && actions.assign.mutate(people.myId);
  const askOptOut = () => thread.opted_out_at === null && setOptingOut(true);
  useShortcuts(
    {
      r: () => answer.current?.focus(),
      a: take,
      e: () => conversation?.is_open && close(),
      o: askOptOut,
    },
    shortcuts,
  );
  return (
    <div className={style.thread}>
      <ThreadHead {...{ thread, people, actions, onClose: close, onOptOut: askOptOut }} />
      <Facts thread={thread} />
      <Texts thread={thread} people={people} />
      <div className={style.foot}>
        {conversation?.review_due_at && <Review dueAt={conversation.review_due_at} keep={actions.keep} onOptOut={askOptOut} />}
        <Answering thread={thread} people={people} textarea={answer} />
      </div>
      <OptOutDialog opened={isOptingOut} onClose={() => setOptingOut(false)} phone={thread.phone} name={nameOf(thread)} />
    </div>
  );
}
