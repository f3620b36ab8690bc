/** What came of a load, in counts and words, with the rows that were refused. */
import { Button } from "@mantine/core";
import * as Icons from "../../look/icons";
import { count, share } from "../../parts/counts";
import { Note } from "../../parts/Note";
import type { Job } from "../../api/shapes";
import { zonesInWords } from "../../parts/zones";
import audience from "./audience.module.css";
import style from "./loadResult.module.css";
import { useRefusedRows } from "./loads";
import { countsOf, type LoadCounts } from "./result";
import { words } from "./words";

const MOST_ZONES = 6;

interface ResultProps {
  campaignId: string;
  contacts: number;
  /** Missing where the campaign shares another one's load. */
  job?: Job | undefined;
  onReplace?: (() => void) | undefined;
}

export function LoadResult({ campaignId, contacts, job, onReplace }: ResultProps) {
  const counts = job && countsOf(job);
  return (
    <div className={audience.step}>
      <Note kind="good" title={words.result.title(contacts)} remedy={counts && words.result.rows(counts.rows)} />
      {counts && <Counts counts={counts} />}
      {counts && counts.zones.length > 0 && <Zones counts={counts} />}
      {job && counts?.hasFile && <RefusedRows campaignId={campaignId} loadId={job.job_id} count={counts.refusedInAll} />}
      {onReplace && (
        <div className={audience.buttons}>
          <Button variant="default" onClick={onReplace}>
            {words.result.replace}
          </Button>
          <p className="soft small">{words.result.replaceNote}</p>
        </div>
      )}
    </div>
  );
}

function Counts({ counts: { valid, duplicates, refused } }: { counts: LoadCounts }) {
  return (
    <dl className={style.counts}>
      <Count name={words.result.valid} n={valid} note={words.result.validNote} tone="good" />
      {duplicates > 0 && <Count name={words.result.duplicates} n={duplicates} note={words.result.duplicatesNote} />}
      {refused.map(({ reason, count: n }) => {
        const told = words.result.refused[reason];
        return <Count key={reason} name={told?.name ?? reason} n={n} note={told?.note ?? ""} tone="warn" />;
      })}
    </dl>
  );
}

function Zones({ counts: { zones, valid } }: { counts: LoadCounts }) {
  const shown = zones.slice(0, MOST_ZONES);
  const others = zones.slice(MOST_ZONES).reduce((sum, one) => sum + one.count, 0);
  return (
    <div className={style.refused}>
      <h3 className={audience.title}>{words.result.zones}</h3>
      <ul className={style.zones}>
        {shown.map((one) => (
          <li key={one.zones.join()}>
            <span>{zonesInWords(one.zones) || words.result.zoneUnknown}</span>
            <b>{count(one.count)}</b>
            <span className="soft">{share(one.count, valid)}</span>
          </li>
        ))}
        {others > 0 && (
          <li>
            <span>{words.result.zonesOther}</span>
            <b>{count(others)}</b>
            <span className="soft">{share(others, valid)}</span>
          </li>
        )}
      </ul>
      <p className="soft small">{words.result.zonesNote}</p>
    </div>
  );
}

function Count({ name, n, note, tone }: { name: string; n: number; note: string; tone?: "good" | "warn" }) {
  return (
    <div data-tone={tone}>
      <dt>{name}</dt>
      <dd className={style.value}>{count(n)}</dd>
      <dd className="soft small">{note}</dd>
    </div>
  );
}

export function RefusedRows({ campaignId, loadId, count: n }: { campaignId: string; loadId: string; count: number }) {
  const fetch = useRefusedRows(campaignId);
  const button = (raw: boolean, name: string) => (
    <Button
      variant={raw ? "subtle" : "default"}
      size="sm"
      leftSection={raw ? undefined : <Icons.Download size={18} />}
      loading={fetch.isPending && fetch.variables.raw === raw}
      onClick={() => fetch.mutate({ loadId, raw })}
    >
      {name}
    </Button>
  );
  return (
    <div className={style.refused}>
      <div className={audience.buttons}>
        {button(false, words.result.download(n))}
        {button(true, words.result.raw)}
      </div>
      <p className="soft small">{words.result.downloadNote}</p>
    </div>
  );
}
