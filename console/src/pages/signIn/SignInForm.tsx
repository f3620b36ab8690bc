/** From e-mail and password to a session, with every step that may be asked for in between. */
import { Anchor, Button, PasswordInput, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiProblem, type Sentence, toSentence } from "../../api/problem";
import { Note } from "../../parts/Note";
import {
  answerChallenge,
  type Challenge,
  confirmReset,
  type Outcome,
  requestReset,
  signIn,
} from "../../session/session";
import style from "./signIn.module.css";
import { words } from "./words";

type Step =
  | { at: "password"; note?: string }
  | { at: "challenge"; challenge: Challenge }
  | { at: "reset" }
  | { at: "reset-code" };

export function SignInForm({ onSignedIn, email: known = "" }: { onSignedIn: () => void; email?: string }) {
  const [step, go] = useState<Step>({ at: "password" });
  const [email, setEmail] = useState(known);
  const after = (outcome: Outcome) =>
    outcome.signedIn ? onSignedIn() : go({ at: "challenge", challenge: outcome.challenge });
  const again = () => go({ at: "password" });

  if (step.at === "challenge") return <ChallengeStep {...{ email, after, again }} challenge={step.challenge} />;
  if (step.at === "reset") return <ResetStep {...{ email, setEmail, again }} next={() => go({ at: "reset-code" })} />;
  if (step.at === "reset-code")
    return <NewPasswordStep {...{ email, again }} next={() => go({ at: "password", note: words.reset.done })} />;
  return (
    <PasswordStep {...{ email, setEmail, after }} note={step.note} forgot={() => go({ at: "reset" })} />
  );
}

interface StepFrame {
  title: string;
  lead: string;
  submit: string;
  run: () => Promise<void>;
  explain?: (error: ApiProblem) => Sentence | undefined;
  children: ReactNode;
  below?: ReactNode;
}

function StepForm({ title, lead, submit, run, explain, children, below }: StepFrame) {
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

interface PasswordStepProps {
  email: string;
  setEmail: (email: string) => void;
  after: (outcome: Outcome) => void;
  forgot: () => void;
  note: string | undefined;
}

function PasswordStep({ email, setEmail, after, forgot, note }: PasswordStepProps) {
  const [password, setPassword] = useState("");
  return (
    <StepForm
      title={words.title}
      lead={words.lead}
      submit={words.submit}
      run={async () => after(await signIn(email.trim(), password))}
      explain={(error) =>
        [400, 401, 422].includes(error.status) ? { title: words.wrong, remedy: words.wrongRemedy } : undefined
      }
      below={
        <Anchor component="button" type="button" size="sm" onClick={forgot}>
          {words.forgot}
        </Anchor>
      }
    >
      {note && <Note kind="good" title={note} />}
      <TextInput
        label={words.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        size="md"
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.password}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </StepForm>
  );
}

interface ChallengeStepProps {
  email: string;
  challenge: Challenge;
  after: (outcome: Outcome) => void;
  again: () => void;
}

function ChallengeStep({ email, challenge, after, again }: ChallengeStepProps) {
  const [value, setValue] = useState("");
  const back = <StartAgain onClick={again} />;
  if (challenge.name === "NEW_PASSWORD_REQUIRED") {
    return (
      <StepForm
        {...words.newPassword}
        below={back}
        run={async () => after(await answerChallenge(email, challenge, { new_password: value }))}
      >
        <NewPassword value={value} onChange={setValue} />
      </StepForm>
    );
  }
  if (challenge.name === "SOFTWARE_TOKEN_MFA" || challenge.name === "SMS_MFA") {
    const { wrong: title, wrongRemedy: remedy, ...frame } = words.code;
    return (
      <StepForm
        {...frame}
        below={back}
        run={async () => after(await answerChallenge(email, challenge, { code: value.replaceAll(" ", "") }))}
        explain={(error) => ([400, 401, 422].includes(error.status) ? { title, remedy } : undefined)}
      >
        <CodeInput label={words.code.label} value={value} onChange={setValue} />
      </StepForm>
    );
  }
  return (
    <>
      <Note kind="bad" {...words.unknownChallenge} />
      {back}
    </>
  );
}

interface ResetStepProps {
  email: string;
  setEmail: (email: string) => void;
  next: () => void;
  again: () => void;
}

function ResetStep({ email, setEmail, next, again }: ResetStepProps) {
  const { unavailable: title, unavailableRemedy: remedy } = words.reset;
  return (
    <StepForm
      title={words.reset.title}
      lead={words.reset.lead}
      submit={words.reset.submit}
      below={<StartAgain onClick={again} />}
      run={async () => {
        await requestReset(email.trim());
        next();
      }}
      explain={(error) => (error.status === 404 ? { title, remedy } : undefined)}
    >
      <TextInput
        label={words.email}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </StepForm>
  );
}

function NewPasswordStep({ email, next, again }: { email: string; next: () => void; again: () => void }) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  return (
    <StepForm
      title={words.reset.sentTitle}
      lead={words.reset.sentLead(email.trim())}
      submit={words.reset.confirm}
      below={<StartAgain onClick={again} />}
      run={async () => {
        await confirmReset(email.trim(), code.trim(), password);
        next();
      }}
    >
      <CodeInput label={words.reset.code} value={code} onChange={setCode} />
      <NewPassword value={password} onChange={setPassword} />
    </StepForm>
  );
}

interface Field {
  value: string;
  onChange: (value: string) => void;
}

function CodeInput({ label, value, onChange }: Field & { label: string }) {
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      withAsterisk={false}
      size="md"
      maxLength={10}
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function NewPassword({ value, onChange }: Field) {
  return (
    <PasswordInput
      label={words.newPassword.label}
      description={words.newPassword.rule}
      autoComplete="new-password"
      minLength={12}
      required
      withAsterisk={false}
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function StartAgain({ onClick }: { onClick: () => void }) {
  return (
    <Anchor component="button" type="button" size="sm" onClick={onClick}>
      {words.again}
    </Anchor>
  );
}
