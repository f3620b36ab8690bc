/** One step of signing in: its title, its fields, what went wrong, and the button that goes on. */
import { Anchor, Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiProblem, type Sentence, toSentence } from "../../api/problem";
import { Note } from "../../parts/Note";
import style from "./signIn.module.css";
import { words } from "./words";

interface StepFrame {
  title: string;
  lead: string;
  submit: string;
  run: () => Promise<void>;
  explain?: (error: ApiProblem) => Sentence | undefined;
  children: ReactNode;
  below?: ReactNode;
}

export function StepForm({ title, lead, submit, run, explain, children, below }: StepFrame) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Sentence>();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await run();
    } catch (error) {
      setProblem((error instanceof ApiProblem && explain?.(error)) || toSentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div>
        <h1 className={style.title}>{title}</h1>
        <p className="soft">{lead}</p>
      </div>
      {problem && <Note kind="bad" {...problem} />}
      {children}
      <Button type="submit" size="md" loading={isBusy} fullWidth>
        {submit}
      </Button>
      {below}
    </form>
  );
}

export function StartAgain({ onClick }: { onClick: () => void }) {
  return (
    <Anchor component="button" type="button" size="sm" onClick={onClick}>
      {words.again}
    </Anchor>
  );
}
