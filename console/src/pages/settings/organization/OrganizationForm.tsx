/** The settings as an owner changes them: saved all at once, never over what somebody else has saved meanwhile. */
import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { ApiProblem, toSentence } from "../../../api/problem";
import { keys } from "../../../api/queries";
import type { Settings } from "../../../api/shapes";
import { useChange } from "../../../api/useChange";
import { Confirm } from "../../../parts/Confirm";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import layout from "../../../parts/layout.module.css";
import { Note } from "../../../parts/Note";
import { meQuery, useOrganization } from "../../../session/useOrganization";
import { ChangedMeanwhile } from "../ChangedMeanwhile";
import { ifMatch, settingsKeys } from "../queries";
import { bodyOf, type Draft, draftOf, isSame, wrongWithDraft } from "./draft";
import style from "./organization.module.css";
import { Answers, Hours, Keeping, Name, Pace, type Set, type Wrong } from "./OrganizationParts";
import { words } from "./words";

const FIELDS = ["name", "opens", "closes", "pace", "segments_per_second", "opt_out_confirmation", "help_answer", "retention_days"];

export function OrganizationForm({ settings, newest }: { settings: Settings; newest: () => Promise<{ data?: Settings | undefined }> }) {
  const [base, setBase] = useState(settings);
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [isTold, setTold] = useState(false);
  const isDirty = !isSame(draft, draftOf(base));
  const take = (from: Settings) => {
    setBase(from);
    setDraft(draftOf(from));
    setTold(false);
  };
  const save = useSave(base, take);
  const begin = (from: Settings) => {
    take(from);
    save.reset();
  };
  // What came anew is taken over as long as nobody has begun to change anything.
  if (settings.version > base.version && !isDirty) take(settings);
  const wrong: Wrong = { ...fieldProblems(save.error), ...(isTold ? wrongWithDraft(draft) : {}) };
  const set: Set = (changes) => setDraft({ ...draft, ...changes });
  const send = () => {
    setTold(true);
    if (Object.keys(wrongWithDraft(draft)).length === 0) save.mutate(draft);
  };
  const parts = { draft, set, wrong };
  return (
    <form
      className={layout.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Leaving isDirty={isDirty} />
      <Name {...parts} />
      <Hours {...parts} />
      <Answers {...parts} />
      <Keeping {...parts} before={base.retention_days} />
      <Pace {...parts} />
      <Trouble error={save.error} load={() => void newest().then(({ data }) => data && begin(data))} />
      {isDirty && (
        <div className={style.save}>
          <p role="status">{words.unsaved}</p>
          <div className={layout.buttons}>
            <Button variant="default" onClick={() => begin(base)}>
              {words.discard}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words.save}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

/** What is saved is taken at once: nobody is asked about leaving while the rest of the page is read anew. */
function useSave(base: Settings, take: (saved: Settings) => void) {
  const { organizationId } = useOrganization();
  return useChange<Draft, Settings>({
    run: async (draft) => {
      const params = { path: { organization_id: organizationId }, header: ifMatch(base.version) };
      const saved = await ask(api.PUT("/v1/organizations/{organization_id}/settings", { params, body: bodyOf(draft, base) }));
      take(saved);
      return saved;
    },
    refreshes: [keys.settings(organizationId), settingsKeys.vendors(organizationId), meQuery.queryKey],
    done: () => words.saved,
    showsProblem: true,
  });
}

function Trouble({ error, load }: { error: unknown; load: () => void }) {
  if (!error) return null;
  if (error instanceof ApiProblem && error.status === 412) return <ChangedMeanwhile load={load} />;
  return isAllShown(error, FIELDS) ? null : <Note kind="bad" {...toSentence(error)} />;
}

function Leaving({ isDirty }: { isDirty: boolean }) {
  const leaving = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: () => isDirty, withResolver: true });
  return (
    <Confirm
      opened={leaving.status === "blocked"}
      onClose={() => leaving.reset?.()}
      title={words.leave.title}
      confirm={words.leave.confirm}
      onConfirm={() => leaving.proceed?.()}
    >
      {words.leave.lead}
    </Confirm>
  );
}
