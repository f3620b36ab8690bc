/** What runs in the background: jobs, steps that are stuck, texts of unknown fate, and how full the queues are. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { OperationsSearch } from "../../shell/addresses";
import { Page } from "../../parts/Page";
import { useOrganization } from "../../session/useOrganization";
import { Jobs } from "./Jobs";
import style from "./operations.module.css";
import { lettersQuery } from "./queries";
import { Queues } from "./Queues";
import { Stuck } from "./Stuck";
import { Unsettled } from "./Unsettled";
import { words } from "./words";

type View = NonNullable<OperationsSearch["view"]>;

const route = getRouteApi("/signed-in/organizations/$organizationId/operations");
const VIEWS: Record<View, () => React.ReactNode> = { jobs: Jobs, stuck: Stuck, unsettled: Unsettled, queues: Queues };
const NAMES = Object.keys(VIEWS) as View[];

export function OperationsPage() {
  const { view } = route.useSearch();
  const shown = NAMES.find((one) => one === view) ?? "jobs";
  const Shown = VIEWS[shown];
  return (
    <Page title={words.title} lead={words.lead}>
      <Views shown={shown} />
      <Shown key={shown} />
    </Page>
  );
}

function Views({ shown }: { shown: View }) {
  const { organizationId } = useOrganization();
  const letters = useQuery(lettersQuery(organizationId));
  const stuck = letters.data?.items.length ?? 0;
  return (
    <nav className={style.views} aria-label={words.viewsLabel}>
      {NAMES.map((view) => (
        <Link
          key={view}
          to="/organizations/$organizationId/operations"
          params={{ organizationId }}
          search={{ view }}
          activeProps={{}}
          {...(view === shown ? { "aria-current": "page" as const } : {})}
        >
          {words.views[view]}
          {view === "stuck" && stuck > 0 && <span className={style.badge}>{stuck}</span>}
        </Link>
      ))}
    </nav>
  );
}
