/** One phone in any spelling: whether it may be texted, and how that came about. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem } from "../../api/problem";
import type { Subscription } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Card } from "../../parts/Card";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { NOT_A_PHONE } from "../../parts/PhoneSearch";
import { Time } from "../../parts/Time";
import { useOrganization } from "../../session/useOrganization";
import { AddDialog } from "./AddDialog";
import { History } from "./History";
import { LiftDialog } from "./LiftDialog";
import { lookupQuery } from "./optOutQueries";
import style from "./optOuts.module.css";
import { words } from "./words";

export function Lookup({ find }: { find: string }) {
  const { organizationId } = useOrganization();
  const query = useQuery(lookupQuery(organizationId, find));
  const isNoPhone = query.error instanceof ApiProblem && query.error.status === 422;
  if (isNoPhone) {
    return (
      <Card label={words.find.result}>
        <Empty title={NOT_A_PHONE.title}>{NOT_A_PHONE.remedy}</Empty>
      </Card>
    );
  }
  return (
    <Panel title={words.find.result} query={query}>
      {(found) => <Found found={found} />}
    </Panel>
  );
}

function Found({ found }: { found: Subscription }) {
  const { organizationId, may } = useOrganization();
  const [dialog, setDialog] = useState<"add" | "lift" | undefined>();
  const close = () => setDialog(undefined);
  return (
    <div className={style.found}>
      <div className={style.foundHead}>
        <p className={style.phone}>
          <Phone value={found.phone} />
        </p>
        <Badge tone={found.opted_out ? "bad" : "good"}>{found.opted_out ? words.out : words.in}</Badge>
        {found.opted_out_at && (
          <span className="soft">
            {words.since} <Time at={found.opted_out_at} />
          </span>
        )}
      </div>
      {found.history.length > 0 ? <History changes={found.history} /> : <p className="soft">{words.never}</p>}
      <div className={style.ways}>
        {!found.opted_out && (
          <Button size="xs" variant="default" onClick={() => setDialog("add")}>
            {words.optOut}
          </Button>
        )}
        {found.opted_out && may("OWNER") && (
          <Button size="xs" variant="default" onClick={() => setDialog("lift")}>
            {words.lift}
          </Button>
        )}
        <Link to="/organizations/$organizationId/inbox" params={{ organizationId }} search={{ show: "ALL", phone: found.phone }}>
          {words.conversation}
        </Link>
      </div>
      <AddDialog opened={dialog === "add"} onClose={close} phone={found.phone} />
      <LiftDialog opened={dialog === "lift"} onClose={close} phone={found.phone} />
    </div>
  );
}
