/** Whose conversation it is, and what can be done with it. */
import { Button, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Thread } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Phone } from "../../parts/Phone";
import { useOrganization } from "../../session/useOrganization";
import type { People } from "./inboxQueries";
import style from "./threadHead.module.css";
import type { ThreadActions } from "./useThreadActions";
import { words } from "./words";

interface HeadProps {
  thread: Thread;
  people: People;
  actions: ThreadActions;
  onClose: () => void;
  onOptOut: () => void;
}

export function ThreadHead({ thread, people, actions, onClose, onOptOut }: HeadProps) {
  const { conversation } = thread;
  return (
    <header className={style.threadHead}>
      <div className={style.who}>
        <Name thread={thread} />
        {thread.opted_out_at && <Badge tone="bad">{words.keyword.STOP}</Badge>}
        {conversation && !conversation.is_open && <Badge>{words.closed}</Badge>}
      </div>
      <div className={style.actions}>
        {conversation && <Assignee assignee={conversation.assignee} people={people} assign={actions.assign} />}
        {conversation?.is_open && (
          <Button size="xs" variant="default" loading={actions.close.isPending} onClick={onClose}>
            {words.close}
          </Button>
        )}
        {conversation && !conversation.is_open && (
          <Button size="xs" variant="default" loading={actions.reopen.isPending} onClick={() => actions.reopen.mutate()}>
            {words.reopen}
          </Button>
        )}
        {thread.opted_out_at === null && (
          <Button size="xs" variant="default" onClick={onOptOut}>
            {words.optOut}
          </Button>
        )}
      </div>
    </header>
  );
}

function Name({ thread }: { thread: Thread }) {
  const { organizationId, may } = useOrganization();
  const name = thread.conversation?.first_name ? <bdi>{thread.conversation.first_name}</bdi> : <Phone value={thread.phone} />;
  return (
    <h2 className={style.whoName}>
      {may("ADMIN") ? (
        <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone: thread.phone }} title={words.facts.person}>
          {name}
        </Link>
      ) : (
        name
      )}
    </h2>
  );
}

/** An admin gives it to anybody; a texter takes it or gives it back. */
function Assignee({ assignee, people, assign }: { assignee: string | null; people: People; assign: ThreadActions["assign"] }) {
  const known = new Set([people.myId, ...people.others.map((one) => one.id)]);
  const options = [
    { value: "", label: words.nobody },
    ...(people.myId ? [{ value: people.myId, label: words.you }] : []),
    ...people.others.map((one) => ({ value: one.id, label: one.name })),
    ...(assignee && !known.has(assignee) ? [{ value: assignee, label: people.nameOf(assignee) }] : []),
  ];
  return (
    <NativeSelect
      size="xs"
      aria-label={words.assignee}
      className={style.assignee}
      leftSection={<span className={style.with}>{words.withWhom}</span>}
      leftSectionWidth={44}
      value={assign.isPending ? (assign.variables ?? "") : (assignee ?? "")}
      data={options}
      onChange={(event) => !assign.isPending && assign.mutate(event.currentTarget.value || null)}
    />
  );
}
