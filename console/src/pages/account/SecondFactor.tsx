/** The second factor: set up with an authenticator app, confirmed by a code, switched off by a last one. */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { useChange } from "../../api/useChange";
import { Badge } from "../../parts/Badge";
import { CopyField } from "../../parts/CopyField";
import { Dialog } from "../../parts/Dialog";
import dialog from "../../parts/dialog.module.css";
import { fieldProblems, isAllShown } from "../../parts/fieldProblems";
import layout from "../../parts/layout.module.css";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { meQuery, useMe } from "../../session/useOrganization";
import style from "./account.module.css";
import { QrCode } from "./QrCode";
import { digitsOf, inFours, isCode } from "./qrPath";
import { words } from "./words";

interface Secret {
  secret: string;
  otpauth_uri: string;
}

export function SecondFactor() {
  const me = useMe();
  const [isDropping, setDropping] = useState(false);
  const begin = useChange<void, Secret>({ run: () => ask(api.POST("/v1/me/totp")), showsProblem: true });
  const isOn = me.data?.totp === true;
  return (
    <Panel title={words.factor.title} query={me} actions={me.data && <Badge tone={isOn ? "good" : "neutral"}>{isOn ? words.factor.on : words.factor.off}</Badge>}>
      {() => (
        <div className={layout.form}>
          <p className="soft small">{isOn ? words.factor.leadOn : words.factor.leadOff}</p>
          {begin.error && <Note kind="bad" {...toSentence(begin.error)} />}
          {isOn ? (
            <div className={layout.buttons}>
              <Button variant="default" onClick={() => setDropping(true)}>
                {words.factor.drop}
              </Button>
            </div>
          ) : begin.data ? (
            <Enrolment secret={begin.data} cancel={begin.reset} />
          ) : (
            <div className={layout.buttons}>
              <Button loading={begin.isPending} onClick={() => begin.mutate()}>
                {words.factor.begin}
              </Button>
            </div>
          )}
          {isDropping && (
            <Dropping
              onClose={() => {
                setDropping(false);
                begin.reset();
              }}
            />
          )}
        </div>
      )}
    </Panel>
  );
}

function Enrolment({ secret, cancel }: { secret: Secret; cancel: () => void }) {
  const confirm = useChange<string, unknown>({
    run: (code) => ask<unknown>(api.POST("/v1/me/totp/confirm", { body: { code } })),
    refreshes: [meQuery.queryKey],
    done: () => words.factor.confirmed,
    showsProblem: true,
  });
  return (
    <>
      <div className={style.scan}>
        <QrCode text={secret.otpauth_uri} label={words.factor.picture} />
        <div className={layout.form}>
          <div>
            <p>
              <b>{words.factor.scan}</b>
            </p>
            <p className="soft small">{words.factor.scanHint}</p>
          </div>
          <CopyField label={words.factor.byHand} value={inFours(secret.secret)} />
        </div>
      </div>
      <CodeForm label={words.factor.code} error={confirm.error} isBusy={confirm.isPending} submit={words.factor.confirm} cancel={cancel} send={(code) => confirm.mutate(code)} />
      <p className="soft small">{words.factor.lost}</p>
    </>
  );
}

function Dropping({ onClose }: { onClose: () => void }) {
  const drop = useChange<string, unknown>({
    run: (code) => ask<unknown>(api.DELETE("/v1/me/totp", { body: { code } })),
    refreshes: [meQuery.queryKey],
    done: () => words.factor.dropped,
    showsProblem: true,
  });
  return (
    <Dialog opened title={words.factor.dropTitle} onClose={onClose}>
      <p>{words.factor.dropLead}</p>
      <CodeForm
        label={words.factor.dropCode}
        error={drop.error}
        isBusy={drop.isPending}
        submit={words.factor.drop}
        cancel={onClose}
        send={(code) => drop.mutate(code, { onSuccess: onClose })}
      />
    </Dialog>
  );
}

interface CodeFormProps {
  label: string;
  error: unknown;
  isBusy: boolean;
  submit: ReactNode;
  cancel: () => void;
  send: (code: string) => void;
}

function CodeForm({ label, error, isBusy, submit, cancel, send }: CodeFormProps) {
  const [typed, setTyped] = useState("");
  const [isTold, setTold] = useState(false);
  return (
    <form
      className={dialog.dialog}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (isCode(typed)) send(digitsOf(typed));
      }}
    >
      <TextInput
        className={style.code}
        data-autofocus
        label={label}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={typed}
        error={isTold && !isCode(typed) ? words.factor.codeWrong : fieldProblems(error).code}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error && !isAllShown(error, ["code"]) ? <Note kind="bad" {...toSentence(error)} /> : null}
      <div className={layout.buttons}>
        <Button type="submit" loading={isBusy}>
          {submit}
        </Button>
        <Button variant="default" onClick={cancel}>
          {words.factor.cancel}
        </Button>
      </div>
    </form>
  );
}
