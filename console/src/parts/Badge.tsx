/** A state in one or two words; the dot only repeats what the words say. */
import style from "./badge.module.css";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: string }) {
  return (
    <span className={style.badge} data-tone={tone}>
      {children}
    </span>
  );
}
