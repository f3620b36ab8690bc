/** What stands in the way of saving, with the ways out of it. */
import { Button } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { toSentence } from "../../api/problem";
import { Note } from "../../parts/Note";
import { difference, type Draft, type Snapshot, type Stored, type Words } from "./draft";
import style from "./trouble.module.css";
import { words } from "./words";

export function Trouble({ draft, snapshot, isOver }: { draft: Draft; snapshot: Snapshot; isOver: boolean }) {
  const { standing } = snapshot;
  const { online } = useNetwork();
  if (standing.kind === "conflict") return <Conflict draft={draft} mine={snapshot.words} theirs={standing.theirs} />;
  if (standing.kind === "waiting") {
    return (
      <Note kind="warn" title={online ? words.saved.waiting : words.saved.offline} remedy={online && toSentence(standing.error).title}>
        <Button size="xs" variant="default" onClick={() => void draft.flush()}>
          {words.saved.now}
        </Button>
      </Note>
    );
  }
  if (standing.kind === "refused" && isOver) {
    return <Note kind="warn" title={words.late.title} remedy={<><span className={style.lost} dir="auto">{snapshot.words.text}</span>{words.late.remedy}</>} />;
  }
  if (standing.kind === "refused") {
    const { title, remedy } = toSentence(standing.error);
    return <Note kind="bad" title={words.saved.refused} remedy={`${title}. ${remedy}`} />;
  }
  return null;
}

const shownAs = (name: keyof Words, { [name]: value }: Words) => (name === "sender_choice" ? words.choice[value as Words["sender_choice"]].name : value) || words.conflict.empty;
const NAMES = { name: words.conflict.name, text: words.conflict.text, sender_choice: words.conflict.choice };

function Conflict({ draft, mine, theirs }: { draft: Draft; mine: Words; theirs: Stored }) {
  const torn = Object.keys(difference(theirs, mine)) as (keyof Words)[];
  return (
    <Note kind="warn" title={words.conflict.title} remedy={words.conflict.remedy}>
      <div className={style.conflict}>
        {torn.map((name) => (
          <dl key={name}>
            <dt>{`${words.conflict.mine}: ${NAMES[name]}`}</dt>
            <dd dir="auto">{shownAs(name, mine)}</dd>
            <dt>{`${words.conflict.theirs}: ${NAMES[name]}`}</dt>
            <dd dir="auto">{shownAs(name, theirs)}</dd>
          </dl>
        ))}
      </div>
      <Button size="xs" onClick={() => draft.settle("mine")}>
        {words.conflict.takeMine}
      </Button>
      <Button size="xs" variant="default" onClick={() => draft.settle("theirs")}>
        {words.conflict.takeTheirs}
      </Button>
    </Note>
  );
}
