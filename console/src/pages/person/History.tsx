/** Every opt-out and every lifting of one, the newest first, each with what proves it. */
import type { Change } from "../../api/shapes";
import { Card } from "../../parts/Card";
import { Time } from "../../parts/Time";
import { useMembers } from "../../session/useMembers";
import style from "./history.module.css";
import { words } from "./words";

export function History({ changes }: { changes: readonly Change[] }) {
  const newest = [...changes].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <Card title={words.history.title}>
      {newest.length === 0 ? (
        <p className="soft">{words.history.none}</p>
      ) : (
        <ol className={style.history}>
          {newest.map((change) => (
            <OneChange key={`${change.at} ${change.keyword}`} change={change} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function OneChange({ change }: { change: Change }) {
  const { history } = words;
  const isLifted = change.keyword === "START" && change.source === "MEMBER";
  return (
    <li data-out={change.keyword === "STOP" || undefined}>
      <p className={style.what}>
        <b>{isLifted ? history.LIFTED : history[change.keyword]}</b> {history.sources[change.source] ?? change.source}
      </p>
      <p className="soft small">
        <Time at={change.at} />
      </p>
      <dl className={style.proof}>
        {change.words && (
          <Proof name={history.said}>
            <q dir="auto">{change.words}</q>
          </Proof>
        )}
        {change.rule && <Proof name={history.rule}>{history.rules(change.rule)}</Proof>}
        {change.reason && (
          <Proof name={history.reason}>
            <span dir="auto">{change.reason}</span>
          </Proof>
        )}
        {change.by && (
          <Proof name={history.by}>
            <MemberName userId={change.by} />
          </Proof>
        )}
      </dl>
    </li>
  );
}

function Proof({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function MemberName({ userId }: { userId: string }) {
  const members = useMembers();
  if (!members.isKnown) return <span className="soft">…</span>;
  return <bdi>{members.nameOf(userId) ?? words.history.somebody}</bdi>;
}
