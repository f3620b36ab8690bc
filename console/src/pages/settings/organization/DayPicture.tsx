/** The day as a bar: what the law allows, and in it the hours that are chosen. */
import { minutesOf, spoken } from "./draft";
import style from "./organization.module.css";
import { words } from "./words";

const DAY = 24 * 60;
const MARKS = [0, 6, 8, 12, 18, 21, 24];
const NAMES: Record<number, string> = { 8: "8 AM", 12: "noon", 21: "9 PM" };

export function DayPicture({ opens, closes }: { opens: string; closes: string }) {
  const from = minutesOf(opens);
  const to = Math.max(minutesOf(closes), from);
  return (
    <figure className={style.day}>
      <svg viewBox="0 0 1440 120" preserveAspectRatio="none" role="img" aria-label={words.hours.picture(spoken(opens), spoken(closes))}>
        <rect className={style.night} x="0" y="0" width={DAY} height="120" />
        <rect className={style.law} x="480" y="0" width="780" height="120" />
        <rect className={style.yours} x={from} y="0" width={to - from} height="120" />
      </svg>
      <div className={style.marks} aria-hidden="true">
        {MARKS.map((hour) => (
          <span key={hour} data-hour={hour}>
            {NAMES[hour]}
          </span>
        ))}
      </div>
      <figcaption className={style.key}>
        <span data-part="yours">{words.hours.yours}</span>
        <span data-part="law">{words.hours.law}</span>
        <span data-part="night">{words.hours.none}</span>
      </figcaption>
    </figure>
  );
}
