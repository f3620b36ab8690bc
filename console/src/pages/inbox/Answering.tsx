/** Where an answer is written, or why there can be none. */
import { Button, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { ApiProblem, toSentence } from "../../api/problem";
import type { Thread } from "../../api/shapes";
import { Note } from "../../parts/Note";
import { segmentsOf } from "../../parts/segments";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import style from "./answering.module.css";
import { attemptFor, hasArrived } from "./drafts";
import type { People } from "./inboxQueries";
import { useAnswer } from "./useAnswer";
import { useKeptDraft } from "./useKeptDraft";
import { words } from "./words";

const MOST = 1600;

interface Outcome {
  /** Until when it waits for their hours. */
  held: string | null;
}

interface AnsweringProps {
  thread: Thread;
  people: People;
  textarea: RefObject<HTMLTextAreaElement | null>;
}

export function Answering(given: AnsweringProps) {
  const { organizationId } = useOrganization();
  const { thread } = given;
  if (thread.opted_out_at) {
    return (
      <Note kind="info" title={words.answer.optedOut.title} remedy={words.answer.optedOut.remedy}>
        <Link to="/organizations/$organizationId/opt-outs" params={{ organizationId }} search={{ find: thread.phone }}>
          {words.answer.optedOut.way}
        </Link>
      </Note>
    );
  }
  if (!thread.conversation) return <Note kind="info" title={words.answer.notYet.title} remedy={words.answer.notYet.remedy} />;
  return <Writing {...given} lastId={thread.conversation.last_message_id} />;
}

function Writing({ thread, textarea, lastId }: AnsweringProps & { lastId: string | null }) {
  const { text, write, draft, settle } = useKeptDraft(thread.phone);
  const { send, isSending, problem, forgetProblem } = useAnswer(thread.phone);
  const [sent, setSent] = useState<Outcome | undefined>();
  const [tried, setTried] = useState<string | null>(null);
  const zone = thread.time_zones.length === 1 ? thread.time_zones[0] : undefined;
  const { attempt } = draft();
  const isLate = !isSending && attempt !== undefined && hasArrived(attempt, thread.texts);
  const shown = isLate && text.trim() === attempt.text ? "" : text;
  const why = whyNot(shown);

  const type = (value: string) => {
    if (isLate) {
      settle();
      forgetProblem();
    }
    write(value);
    setSent(undefined);
  };
  const go = () => {
    if (why) return;
    const wanted = attemptFor(isLate ? { text } : draft(), shown.trim(), lastId, thread.texts);
    setTried(wanted.last_message_id);
    setSent(undefined);
    send(wanted, (answered) => {
      write("");
      setSent({ held: answered.held_until });
      textarea.current?.focus();
    });
  };
  const isMeanwhile = problem instanceof ApiProblem && !problem.isPassing && tried !== lastId;
  return (
    <form
      className={style.answer}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {problem && !isLate && <Problem problem={problem} isMeanwhile={isMeanwhile} />}
      {!problem && thread.held_until && !sent && <Quiet at={thread.held_until} zone={zone} />}
      <Textarea
        ref={textarea}
        aria-label={words.answer.label}
        placeholder={words.answer.label}
        rows={3}
        value={shown}
        readOnly={isSending}
        maxLength={MOST + 200}
        dir="auto"
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => press(event, go)}
      />
      <div className={style.answerFoot}>
        <Counted text={shown} />
        <Sent {...{ sent, isLate, zone }} />
        <Button type="submit" loading={isSending} data-disabled={why ? true : undefined} aria-disabled={why !== undefined} title={why}>
          {problem && !isLate && attempt ? words.answer.again : words.answer.send}
        </Button>
      </div>
    </form>
  );
}

function whyNot(text: string): string | undefined {
  if (text.trim() === "") return words.answer.empty;
  return text.trim().length > MOST ? words.answer.tooLong(MOST) : undefined;
}

function press(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (event.key === "Escape") event.currentTarget.blur();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (!event.repeat) send();
}

function Problem({ problem, isMeanwhile }: { problem: Error; isMeanwhile: boolean }) {
  return isMeanwhile ? <Note kind="warn" title={words.answer.meanwhile.title} remedy={words.answer.meanwhile.remedy} /> : <Note kind="bad" {...toSentence(problem)} />;
}

function Quiet({ at, zone }: { at: string; zone: string | undefined }) {
  return (
    <p className={style.quiet}>
      {words.answer.quiet} <Time at={at} zone={zone} />.
    </p>
  );
}

function Counted({ text }: { text: string }) {
  const { count, left, forcedBy } = segmentsOf(text);
  return (
    <p className={style.counted}>
      {text === "" ? <span className={style.keys}>{words.answer.hint}</span> : words.answer.segments(count, left)}
      {forcedBy && <span className={style.forced}>{words.answer.forced(forcedBy)}</span>}
    </p>
  );
}

/** `isLate`: it was found in the thread after its answer was lost. */
function Sent({ sent, isLate, zone }: { sent: Outcome | undefined; isLate: boolean; zone: string | undefined }) {
  return (
    <p role="status" className={style.sent}>
      {isLate && words.answer.arrived}
      {sent && !sent.held && words.answer.sent}
      {sent?.held && (
        <>
          {words.answer.waits} <Time at={sent.held} zone={zone} />.
        </>
      )}
    </p>
  );
}
