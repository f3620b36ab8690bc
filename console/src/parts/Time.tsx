/** A moment in one's own zone; where the recipient lives in another, in theirs too. */
import { serverNow } from "./serverTime";
import { longTime, shortTime, zoneName } from "./moments";

interface TimeProps {
  at: string | Date | null | undefined;
  /** The recipient's IANA zone. */
  zone?: string | undefined;
}

export function Time({ at, zone }: TimeProps) {
  if (!at) return <span className="soft">–</span>;
  const moment = typeof at === "string" ? new Date(at) : at;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isElsewhere = zone !== undefined && zoneName(moment, zone) !== zoneName(moment, own);
  const full = isElsewhere ? `${longTime(moment, zone)} for them, ${longTime(moment)} for you` : longTime(moment);
  return (
    <time dateTime={moment.toISOString()} title={full} {...(isElsewhere ? {} : { className: "nowrap" })}>
      {isElsewhere ? (
        <>
          <span className="nowrap">
            {shortTime(moment, serverNow(), zone)} {zoneName(moment, zone)}
          </span>{" "}
          <span className="soft nowrap">({shortTime(moment, serverNow())} yours)</span>
        </>
      ) : (
        shortTime(moment, serverNow())
      )}
    </time>
  );
}
