/** What carriers or readers will mind about the text, each with what to do about it. */
import { Button } from "@mantine/core";
import type { Finding } from "../../api/shapes";
import { Note } from "../../parts/Note";
import { useOrganization } from "../../session/useOrganization";
import { type Advice, adviceOn } from "./advice";
import style from "./builder.module.css";
import { allReplaced, type Costly, costlyIn, costOf, replaced } from "./costly";
import { words } from "./words";

interface NoticesProps {
  text: string;
  body: string;
  warnings: readonly Finding[];
  onChange: (text: string) => void;
}

export function Notices({ text, body, warnings, onChange }: NoticesProps) {
  const { name } = useOrganization();
  const costly = costlyIn(text);
  const advice = adviceOn(text, name);
  if (warnings.length + costly.length + advice.length === 0) return null;
  return (
    <div className={style.column}>
      {warnings.map((one) => (
        <Note key={one.problem} kind="bad" title={one.problem} remedy={one.remedy} />
      ))}
      {costly.length > 0 && <CostlyNote text={text} body={body} costly={costly} onChange={onChange} />}
      {advice.map((one) => (
        <AdviceNote key={one.kind} advice={one} onTake={() => onChange(withOptOut(text))} />
      ))}
    </div>
  );
}

function CostlyNote({ text, body, costly, onChange }: { text: string; body: string; costly: readonly Costly[]; onChange: (text: string) => void }) {
  const { now, without } = costOf(body, costly);
  const first = costly[0]?.name ?? "";
  const plain = costly.filter((one) => one.alike !== undefined);
  const others = costly.filter((one) => one.alike === undefined).map((one) => one.character);
  const names = costly.length > 1 ? words.text.costly.andMore(first, costly.length - 1) : first;
  return (
    <Note
      kind="warn"
      title={words.text.costly.title(names, costly.length, now, without)}
      remedy={
        <>
          {words.text.costly.remedy} {others.length > 0 && words.text.costly.none(others.join(" "))}
        </>
      }
    >
      {plain.map(({ character, name, alike, times }) => (
        <Button key={character} size="xs" variant="default" onClick={() => onChange(replaced(text, character))}>
          {words.text.costly.replace(name, alike ?? "") + words.text.costly.times(times)}
        </Button>
      ))}
      {plain.length > 1 && (
        <Button size="xs" variant="default" onClick={() => onChange(allReplaced(text))}>
          {words.text.costly.replaceAll}
        </Button>
      )}
    </Note>
  );
}

function AdviceNote({ advice, onTake }: { advice: Advice; onTake: () => void }) {
  const { name } = useOrganization();
  const { optOut, shortener, unsigned } = words.text.advice;
  if (advice.kind === "shortener") return <Note kind="warn" title={shortener.title(advice.link)} remedy={shortener.remedy} />;
  if (advice.kind === "unsigned") return <Note kind="info" title={unsigned.title(name)} remedy={unsigned.remedy} />;
  return (
    <Note kind="warn" title={optOut.title} remedy={optOut.remedy}>
      <Button size="xs" variant="default" onClick={onTake}>
        {optOut.way}
      </Button>
    </Note>
  );
}

const withOptOut = (text: string) => `${text.trimEnd()} ${words.text.advice.optOut.words}`;
