/** What passed, the oldest first, day by day; whoever reads above is not torn away when a new text comes. */
import { Button } from "@mantine/core";
import type { RefObject } from "react";
import { toSentence } from "../../api/problem";
import type { Text, Thread } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Note } from "../../parts/Note";
import { Time } from "../../parts/Time";
import { useNow } from "../../parts/useNow";
import { words as run } from "../run/words";
import { byDay } from "./inbox";
import type { People } from "./inboxQueries";
import style from "./texts.module.css";
import { useEarlier } from "./useEarlier";
import { useReadingPlace } from "./useReadingPlace";
import { words } from "./words";

export function Texts({ thread, people }: { thread: Thread; people: People }) {
  const { texts } = thread;
  const now = useNow(60_000);
  const { frame, isBelow, toEnd } = useReadingPlace(texts);
  const zone = thread.time_zones.length === 1 ? thread.time_zones[0] : undefined;
  return (
    <div className={style.textsFrame}>
      {/* a place that scrolls has to be reachable by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={frame} className={style.texts} aria-label={words.texts} tabIndex={0}>
        <Earlier thread={thread} frame={frame} />
        {byDay(texts, now).map((day) => (
          <div key={day.name} className={style.day}>
            <h3>{day.name}</h3>
            <ol>
              {day.texts.map((text) => (
                <Bubble key={text.message_id} {...{ text, people, zone }} campaign={thread.campaign_name} />
              ))}
            </ol>
          </div>
        ))}
      </section>
      {isBelow && (
        <Button size="xs" className={style.below} onClick={toEnd}>
          {words.below}
        </Button>
      )}
      <p role="status" className="unseen">
        {isBelow && words.below}
      </p>
    </div>
  );
}

function Earlier({ thread, frame }: { thread: Thread; frame: RefObject<HTMLElement | null> }) {
  const { show, isLoading, problem, shown } = useEarlier(thread, () => frame.current?.focus({ preventScroll: true }));
  return (
    <>
      {show && (
        <div className={style.earlier}>
          {problem && <Note kind="bad" {...toSentence(problem)} />}
          <Button size="xs" variant="default" loading={isLoading} onClick={show}>
            {words.earlier}
          </Button>
        </div>
      )}
      <p role="status" className="unseen">
        {shown !== undefined && words.earlierShown(shown)}
      </p>
    </>
  );
}

interface BubbleProps {
  text: Text;
  people: People;
  zone: string | undefined;
  campaign: string | null;
}

function Bubble({ text, people, zone, campaign }: BubbleProps) {
  const isOurs = text.direction === "OUT";
  return (
    <li className={style.bubble} data-ours={isOurs || undefined} data-text={text.message_id}>
      <p dir="auto" className={style.body}>
        {text.body}
      </p>
      <p className={style.meta}>
        {isOurs && <bdi>{writer(text, people, campaign)}</bdi>}
        <Time at={text.at} />
        {isOurs && text.state && <State text={text} zone={zone} />}
        {text.keyword && <Badge tone={text.keyword === "STOP" ? "bad" : "neutral"}>{words.keyword[text.keyword]}</Badge>}
      </p>
    </li>
  );
}

function writer(text: Text, people: People, campaign: string | null): string {
  if (text.user_id) return people.nameOf(text.user_id);
  return text.blast_id ? campaign || words.campaign : words.automatic;
}

function State({ text, zone }: { text: Text; zone: string | undefined }) {
  const { state, reason } = text;
  if (!state) return null;
  const isBad = state === "FAILED" || state === "SKIPPED" || state === "UNKNOWN";
  return (
    <span className={style.state} data-bad={isBad || undefined}>
      {words.states[state]}
      {state === "SKIPPED" && reason && `: ${run.skip[reason] ?? reason}`}
      {state === "FAILED" && reason && `: ${words.code(reason)}`}
      {state === "HELD" && text.held_until && (
        <>
          . {words.heldUntil} <Time at={text.held_until} zone={zone} />
        </>
      )}
    </span>
  );
}
