/** Between the upload and the load: columns and first rows are looked at; a file that cannot be read says what to do. */
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem, toSentence } from "../../api/problem";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import audience from "./audience.module.css";
import style from "./checkStep.module.css";
import { Columns } from "./Columns";
import { FirstRows } from "./FirstRows";
import { previewQuery, useLoadChanges } from "./loads";
import type { LoadPreview, Mapping } from "./mapping";
import type { Checking } from "./useChecking";
import type { Uploaded } from "./useUpload";
import { words } from "./words";

interface CheckProps {
  campaignId: string;
  checking: Checking;
  isReplacing: boolean;
  onCheck: (checking: Checking) => void;
  onStarted: (loadId: string) => void;
  onBack: () => void;
}

export function CheckStep({ campaignId, checking, isReplacing, onCheck, onStarted, onBack }: CheckProps) {
  const { organizationId } = useOrganization();
  const { uploaded, mapping } = checking;
  const setMapping = (changed: Mapping) => onCheck({ uploaded, mapping: changed });
  const [seen, setSeen] = useState<LoadPreview>();
  const query = useQuery(previewQuery(organizationId, campaignId, uploaded.loadId, mapping));
  // While another mapping is being looked at, and if it does not fit, the one before stays in view.
  if (query.data && query.data !== seen) setSeen(query.data);
  const { start } = useLoadChanges(campaignId, onStarted);
  const go = () => start.mutate({ loadId: uploaded.loadId, mapping });
  if (!seen) return <NotYet {...{ query, uploaded, onBack }} onPhone={(header) => setMapping({ [header]: "phone" })} />;
  const isEmpty = seen.rows.length === 0;
  const isBlocked = query.isError || query.isFetching;
  return (
    <div className={audience.step}>
      <p className="soft">
        <bdi>{words.mapping.lead(uploaded.fileName)}</bdi> {words.mapping.file(seen.encoding, words.mapping.delimiters[seen.delimiter] ?? seen.delimiter)}
      </p>
      <Columns preview={seen} mapping={mapping} onChange={setMapping} />
      {query.isError && <Note kind="bad" {...toSentence(query.error)} />}
      {isEmpty ? <Note kind="bad" {...words.preview.empty} /> : <Rows preview={seen} isFetching={query.isFetching} />}
      {start.isError && <Note kind="bad" {...toSentence(start.error)} />}
      <div className={audience.buttons}>
        {!isEmpty && (
          <Button loading={start.isPending} data-disabled={isBlocked || undefined} aria-disabled={isBlocked} onClick={() => !isBlocked && go()}>
            {isReplacing ? words.startReplacing : words.start}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </div>
  );
}

function Rows({ preview, isFetching }: { preview: LoadPreview; isFetching: boolean }) {
  return (
    <>
      {!preview.rows.some((row) => row.contact) && <Note kind="warn" {...words.preview.none} />}
      <h3 className={audience.title}>{words.preview.title}</h3>
      <div aria-busy={isFetching} className={style.rows}>
        <FirstRows preview={preview} />
      </div>
    </>
  );
}

interface NotYetProps {
  query: ReturnType<typeof useQuery<LoadPreview>>;
  uploaded: Uploaded;
  onPhone: (header: string) => void;
  onBack: () => void;
}

/** Nothing has been seen of the file: it is being read, it cannot be, or somebody has to say where its phones are. */
function NotYet({ query, uploaded, onPhone, onBack }: NotYetProps) {
  if (!query.isError) {
    return (
      <Panel bare query={query} lines={6}>
        {() => null}
      </Panel>
    );
  }
  const isPassing = query.error instanceof ApiProblem && query.error.isPassing;
  const isRefused = query.error instanceof ApiProblem && query.error.status === 422;
  const told = toSentence(query.error);
  const needsPhone = query.error instanceof ApiProblem && query.error.errors.some((one) => one.field.startsWith("mapping"));
  return (
    <div className={audience.step}>
      <Note kind="bad" {...told} title={isRefused ? words.mapping.unreadable : told.title} />
      {needsPhone && uploaded.headers.length > 0 && <PhoneColumn headers={uploaded.headers} onPhone={onPhone} />}
      <div className={audience.buttons}>
        {isPassing && (
          <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
            {words.mapping.again}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </div>
  );
}

function PhoneColumn({ headers, onPhone }: { headers: readonly string[]; onPhone: (header: string) => void }) {
  const [chosen, setChosen] = useState("");
  return (
    <form
      className={style.phoneColumn}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onPhone(chosen);
      }}
    >
      <NativeSelect
        label={words.mapping.phone.label}
        description={words.mapping.phone.hint}
        value={chosen}
        data={[{ value: "", label: words.mapping.phone.choose }, ...new Set(headers)]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Button type="submit" data-disabled={!chosen || undefined} aria-disabled={!chosen}>
        {words.mapping.phone.use}
      </Button>
    </form>
  );
}
