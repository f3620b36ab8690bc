/** Changing one's password: the present one shows that it is oneself. */
import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import { Card } from "../../parts/Card";
import { fieldProblems, isAllShown } from "../../parts/fieldProblems";
import layout from "../../parts/layout.module.css";
import { Note } from "../../parts/Note";
import { words } from "./words";

const BLANK = { old_password: "", new_password: "" };

export function Password() {
  const [typed, setTyped] = useState(BLANK);
  const change = useChange<typeof BLANK, unknown>({
    run: (body) => ask<unknown>(api.PUT("/v1/me/password", { body })),
    showsProblem: true,
  });
  const wrong = fieldProblems(change.error);
  const field = (name: keyof typeof BLANK) => ({
    name,
    required: true,
    withAsterisk: false,
    value: typed[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  return (
    <Card title={words.password.title}>
      <form
        className={layout.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(typed, { onSuccess: () => setTyped(BLANK) });
        }}
      >
        <PasswordInput {...field("old_password")} label={words.password.old} autoComplete="current-password" />
        <PasswordInput {...field("new_password")} label={words.password.next} description={words.password.rule} autoComplete="new-password" minLength={12} />
        {change.error && !isAllShown(change.error, Object.keys(BLANK)) && <Note kind="bad" {...toSentence(change.error)} />}
        {change.isSuccess && <Note kind="good" title={words.password.done} remedy={words.password.doneRemedy} />}
        <div className={layout.buttons}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {words.password.submit}
          </Button>
        </div>
      </form>
    </Card>
  );
}
