/** Every opt-out and every lifting of one, in the words it came in, the newest first. */
import type { Change } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Time } from "../../parts/Time";
import { useMembers } from "../../session/useMembers";
import style from "./optOuts.module.css";
import { words } from "./words";

export function History({ changes }: { changes: readonly Change[] }) {
  const members = useMembers();
  const nameOf = (userId: string) => (userId === members.myId ? words.you : (members.nameOf(userId) ?? words.colleague));
  const newest = changes.toReversed();
  return (
    <ol className={style.history} aria-label={words.history}>
      {newest.map((one) => (
        <li key={`${one.at}${one.source}`}>
          <p className={style.change}>
            <Badge tone={one.keyword === "STOP" ? "bad" : "neutral"}>{words.keywords[one.keyword]}</Badge>
            <span>
              {words.sources[one.source] ?? one.source}
              {one.by && (
                <>
                  {" · "}
                  <bdi>{nameOf(one.by)}</bdi>
                </>
              )}
            </span>
            <Time at={one.at} />
          </p>
          {one.words && (
            <blockquote className={style.words} dir="auto">
              {one.words}
            </blockquote>
          )}
          {one.rule && <p className="soft small">{words.rule(one.rule)}</p>}
          {one.reason && (
            <p className="small">
              <span className="soft">{words.reason}:</span> <bdi>{one.reason}</bdi>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
