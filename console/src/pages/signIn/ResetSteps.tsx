/** A forgotten password: a code is sent, then it buys a new password. */
import { useState } from "react";
import { confirmReset, requestReset } from "../../session/session";
import { CodeInput, EmailInput, NewPassword } from "./fields";
import { StartAgain, StepForm } from "./StepForm";
import { words } from "./words";

interface ResetStepProps {
  email: string;
  setEmail: (email: string) => void;
  next: () => void;
  again: () => void;
}

export function ResetStep({ email, setEmail, next, again }: ResetStepProps) {
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
      <EmailInput value={email} onChange={setEmail} />
    </StepForm>
  );
}

export function NewPasswordStep({ email, next, again }: { email: string; next: () => void; again: () => void }) {
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
