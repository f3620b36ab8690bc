/** One entry of the history, whole: who, when, what came of it, and each field before and after. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Badge } from "../../../parts/Badge";
import { Dialog } from "../../../parts/Dialog";
import { DialogActions } from "../../../parts/DialogActions";
import layout from "../../../parts/layout.module.css";
import { longTime } from "../../../parts/moments";
import { useOrganization } from "../../../session/useOrganization";
import type { Entry } from "../queries";
import { changesOf } from "./changes";
import style from "./history.module.css";
import { didWhat } from "./operations";
import { words } from "./words";

export function EntryDialog({ entry, who, onClose }: { entry: Entry; who: string; onClose: () => void }) {
  const { name, tone, meaning } = words.states[entry.state];
  const details = Object.entries(entry.details);
  return (
    <Dialog opened title={didWhat(entry)} onClose={onClose}>
      <dl className={layout.facts}>
        <Fact name={words.table.who}>
          <bdi>{who}</bdi>
        </Fact>
        <Fact name={words.table.when}>{longTime(new Date(entry.at))}</Fact>
        <Fact name={words.table.state}>
          <Badge tone={tone}>{name}</Badge> <span className="soft small">{words.problems[entry.problem] ?? meaning}</span>
        </Fact>
        {entry.reason && <Fact name={words.reason}>{entry.reason}</Fact>}
        {Object.entries(entry.ids).map(([key, value]) => (
          <Fact key={key} name={words.ids[key] ?? words.id(key)}>
            <Id name={key} value={value} />
          </Fact>
        ))}
        {details.length > 0 && <Fact name={words.details}>{details.map(([key, value]) => `${words.id(key)}: ${told(value)}`).join(", ")}</Fact>}
        {entry.route && (
          <Fact name={words.request}>
            <span className="mono small">{entry.route}</span>
          </Fact>
        )}
      </dl>
      <Changes entry={entry} />
      <DialogActions onLeave={onClose} leave={words.open} />
    </Dialog>
  );
}

const told = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value as string));

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A link where there is a page. */
function Id({ name, value }: { name: string; value: string }) {
  const { organizationId } = useOrganization();
  const shown = <span className="mono small">{value}</span>;
  if (name === "campaign_id") {
    return (
      <Link to="/organizations/$organizationId/campaigns/$campaignId/run" params={{ organizationId, campaignId: value }}>
        {shown}
      </Link>
    );
  }
  if (name === "job_id") {
    return (
      <Link to="/organizations/$organizationId/operations" params={{ organizationId }} search={{ view: "jobs" }}>
        {shown}
      </Link>
    );
  }
  return shown;
}

function Changes({ entry }: { entry: Entry }) {
  const rows = changesOf(entry.changes);
  if (rows.length === 0) return entry.state === "DONE" ? <p className="soft small">{words.noChanges}</p> : null;
  return (
    <div className={style.changes}>
      <table>
        <caption>{words.changes}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.field}>
              <th scope="row">{one.field}</th>
              <td>{one.before}</td>
              <td>{one.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some((one) => one.after === words.hidden) && <p className="soft small">{words.hiddenNote}</p>}
    </div>
  );
}
