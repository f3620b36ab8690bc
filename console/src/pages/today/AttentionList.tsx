/** What waits for a person, each with what to do about it. */
import { Button } from "@mantine/core";
import { api, ask } from "../../api/client";
import { useChange } from "../../api/useChange";
import * as Icons from "../../look/icons";
import { counted } from "../../parts/counts";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import type { Attention } from "./attention";
import style from "./attentionList.module.css";
import { useAttention } from "./useAttention";
import { WayLink } from "./Way";
import { words } from "./words";

export function AttentionList() {
  const { found, missing, query, isPending } = useAttention();
  return (
    <Panel title={words.attention} query={query}>
      {() => (
        <>
          {found.length > 0 && (
            <ul className={style.attention}>
              {found.map((one) => (
                <Entry key={one.id} one={one} />
              ))}
            </ul>
          )}
          {found.length === 0 && isPending && <p className="soft">{words.attentionChecking}</p>}
          {found.length === 0 && !isPending && missing.length === 0 && (
            <Empty title={words.attentionNone.title}>{words.attentionNone.remedy}</Empty>
          )}
          {missing.length > 0 && <p className="soft small">{words.attentionPartly(missing.join(", "))}</p>}
        </>
      )}
    </Panel>
  );
}

function Entry({ one }: { one: Attention }) {
  return (
    <li data-kind={one.kind}>
      {one.kind === "hint" ? <Icons.Info /> : <Icons.Alert />}
      <div>
        <p className={style.attentionTitle}>{one.title}</p>
        <p className="soft">{one.remedy}</p>
        <div className={style.ways}>
          {one.way && <WayLink way={one.way} about={one.title} />}
          {one.action === "replay" && <Replay />}
        </div>
      </div>
    </li>
  );
}

function Replay() {
  const { organizationId } = useOrganization();
  const replay = useChange<void, { replayed: number; left: number }>({
    run: (_, key) =>
      ask(api.POST("/v1/organizations/{organization_id}/dead-letters/replay-all", { params: { path: { organization_id: organizationId }, header: { "Idempotency-Key": key } } })),
    refreshes: [[organizationId, "dead-letters"]],
    done: ({ replayed, left }) => `${counted(replayed, "step")} ${replayed === 1 ? "is" : "are"} being tried again.${left > 0 ? ` ${left} are left; try again in a moment.` : ""}`,
  });
  return (
    <Button size="xs" variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>
      Try again
    </Button>
  );
}
