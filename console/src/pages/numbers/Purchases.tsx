/** Purchases that run, and those that ended within the hour, so that nobody misses what came of one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { keys } from "../../api/queries";
import type { Job } from "../../api/shapes";
import { Panel } from "../../parts/Panel";
import { serverNow } from "../../parts/serverTime";
import { Time } from "../../parts/Time";
import { hasEnded } from "../../parts/useJob";
import { useOrganization } from "../../session/useOrganization";
import style from "./buy.module.css";
import { PurchaseEnded, PurchaseProgress } from "./PurchaseProgress";
import type { Wish } from "./purchase";
import { words } from "./words";

const EVERY = 15_000;
const RECENT = 3600_000;
const NEWEST = 20;

interface PurchasesProps {
  onInstead?: (wish: Wish) => void;
  /** Those that had ended before one came are left out, and the one that is shown elsewhere already. */
  isRunningOnly?: boolean;
  except?: string | undefined;
}

export function Purchases({ onInstead, isRunningOnly = false, except }: PurchasesProps) {
  const { organizationId } = useOrganization();
  const query = useQuery({
    queryKey: [...keys.jobs(organizationId), "purchases"],
    queryFn: async () => {
      const params = { path: { organization_id: organizationId }, query: { kind: "BUY_NUMBERS", limit: NEWEST } } as const;
      const { items } = await ask(api.GET("/v1/organizations/{organization_id}/jobs", { params }));
      return items;
    },
    refetchInterval: EVERY,
  });
  const watched = useWatched(query.data ?? []);
  const isShown = (job: Job) => job.job_id !== except && (isRunningOnly ? watched.has(job.job_id) : isOfNow(job, serverNow()));
  const shown = (query.data ?? []).filter(isShown);
  if (query.data ? shown.length === 0 : !query.isError) return null;
  return (
    <Panel title={words.purchases} query={query}>
      {() => (
        <ul className={style.purchases}>
          {shown.map((job) => (
            <li key={job.job_id}>
              {hasEnded(job) ? <PurchaseEnded job={job} onInstead={onInstead} /> : <PurchaseProgress jobId={job.job_id} onInstead={onInstead} />}
              <p className="soft small">
                {words.asked} <Time at={job.created_at} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Those that have been seen at work: whoever saw one also sees what came of it. */
function useWatched(jobs: readonly Job[]): ReadonlySet<string> {
  const [watched, setWatched] = useState<ReadonlySet<string>>(new Set());
  const anew = jobs.filter((job) => !hasEnded(job) && !watched.has(job.job_id)).map((job) => job.job_id);
  if (anew.length > 0) setWatched(new Set([...watched, ...anew]));
  return watched;
}

function isOfNow(job: Job, now: Date): boolean {
  return !hasEnded(job) || (job.updated_at !== null && now.getTime() - Date.parse(job.updated_at) < RECENT);
}
