/** The latest of what was said, with the way to all of it. */
import { Link } from "@tanstack/react-router";
import type { Person } from "../../api/shapes";
import { Card } from "../../parts/Card";
import { Empty } from "../../parts/Empty";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./conversation.module.css";
import { words } from "./words";

const SHOWN = 6;

export function Conversation({ person: { phone, conversation, conversation_texts: texts } }: { person: Person }) {
  const { organizationId } = useOrganization();
  if (!conversation || texts.length === 0) {
    return (
      <Card title={words.talk.title}>
        <Empty title={words.talk.none.title}>{words.talk.none.remedy}</Empty>
      </Card>
    );
  }
  const latest = [...texts].sort((one, other) => one.at.localeCompare(other.at)).slice(-SHOWN);
  return (
    <Card title={words.talk.title} actions={<span className="soft small">{words.talk.latest(latest.length)}</span>}>
      <ol className={style.talk}>
        {latest.map((text) => (
          <li key={text.message_id} data-direction={text.direction}>
            <p className="soft small">
              {text.direction === "IN" ? words.talk.them : words.talk.us} · <Time at={text.at} />
            </p>
            <p className={style.bubble} dir="auto">
              {text.body}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <Link to="/organizations/$organizationId/inbox" params={{ organizationId }} search={{ show: "ALL", phone }}>
          {words.talk.all}
        </Link>
      </p>
    </Card>
  );
}
