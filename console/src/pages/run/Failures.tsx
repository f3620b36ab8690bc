/** Why texts failed or were not sent: the carrier's codes in plain words, with what to do. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Blast, BlastReport, SendState } from "../../api/shapes";
import { count } from "../../parts/counts";
import { DataTable } from "../../parts/DataTable";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import style from "./failures.module.css";
import { words } from "./words";

type Failure = BlastReport["failures"][number];

export function Failures({ query, blast }: { query: UseQueryResult<BlastReport>; blast: Blast }) {
  const report = query.data;
  const skips = Object.entries(report?.skips ?? {}).filter(([, texts]) => texts > 0);
  if (!report || (report.failures.length === 0 && skips.length === 0)) return null;
  return (
    <div className={style.side}>
      {report.failures.length > 0 && (
        <Panel title={words.failures} query={query}>
          {({ failures }) => (
            <DataTable<Failure>
              label={words.failures}
              rows={failures}
              idOf={(one) => one.code}
              columns={[
                { key: "what", head: words.failure.what, isName: true, cell: (one) => one.meaning },
                { key: "advice", head: words.failure.advice, cell: (one) => one.advice },
                { key: "code", head: words.failure.code, cell: (one) => <span className="mono">{one.code}</span>, wideOnly: true },
                { key: "count", head: words.failure.count, align: "end", cell: (one) => <Rows blast={blast} state="FAILED" reason={one.code} texts={one.count} /> },
              ]}
            />
          )}
        </Panel>
      )}
      {skips.length > 0 && (
        <Panel title={words.skips} query={query}>
          {() => (
            <DataTable
              label={words.skips}
              rows={skips}
              idOf={([reason]) => reason}
              columns={[
                { key: "why", head: words.failure.what, isName: true, cell: ([reason]) => words.skip[reason] ?? reason },
                { key: "count", head: words.failure.count, align: "end", cell: ([reason, texts]) => <Rows blast={blast} state="SKIPPED" reason={reason} texts={texts} /> },
              ]}
            />
          )}
        </Panel>
      )}
    </div>
  );
}

function Rows({ blast, state, reason, texts }: { blast: Blast; state: SendState; reason: string; texts: number }) {
  const { organizationId } = useOrganization();
  return (
    <Link
      to="/organizations/$organizationId/campaigns/$campaignId/run"
      params={{ organizationId, campaignId: blast.campaign_id }}
      search={{ blast: blast.blast_id, state, reason }}
      hash="texts"
      resetScroll={false}
    >
      {count(texts)}
    </Link>
  );
}
