/** From e-mail and password to a session, with every step that may be asked for in between. */
import { Anchor, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { Note } from "../../parts/Note";
import { type Challenge, type Outcome, signIn } from "../../session/session";
import { ChallengeStep } from "./ChallengeStep";
import { EmailInput } from "./fields";
import { NewPasswordStep, ResetStep } from "./ResetSteps";
import { StepForm } from "./StepForm";
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
      <EmailInput value={email} onChange={setEmail} />
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
