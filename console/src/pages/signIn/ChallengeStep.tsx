/** What is asked for after the password: a password of one's own, or a code. */
import { useState } from "react";
import { Note } from "../../parts/Note";
import { answerChallenge, type Challenge, type Outcome } from "../../session/session";
import { CodeInput, NewPassword } from "./fields";
import { StartAgain, StepForm } from "./StepForm";
import { words } from "./words";

interface ChallengeStepProps {
  email: string;
  challenge: Challenge;
  after: (outcome: Outcome) => void;
  again: () => void;
}

export function ChallengeStep({ email, challenge, after, again }: ChallengeStepProps) {
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
