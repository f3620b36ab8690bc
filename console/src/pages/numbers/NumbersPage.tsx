/** The numbers an organization owns: how many where and in which state, each by itself, bought and given back. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { numberCountsQuery } from "../../api/queries";
import { Dialog } from "../../parts/Dialog";
import { Empty } from "../../parts/Empty";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { BuyNumbers } from "./BuyNumbers";
import { buyWords } from "./buyWords";
import { Inventory } from "./Inventory";
import { rowsOf } from "./inventory";
import { NumbersTable } from "./NumbersTable";
import { Purchases } from "./Purchases";
import type { Wish } from "./purchase";
import { words } from "./words";

export function NumbersPage() {
  const { organizationId } = useOrganization();
  const counts = useQuery({ ...numberCountsQuery(organizationId), refetchInterval: 30_000 });
  const [wish, setWish] = useState<Partial<Wish>>();
  const buy = <Button onClick={() => setWish({})}>{words.buy}</Button>;
  const rows = counts.data && rowsOf(counts.data);
  return (
    <Page title={words.title} lead={words.lead} actions={buy}>
      <Purchases onInstead={setWish} />
      <Panel
        title={words.byArea}
        query={counts}
        empty={{ when: (data) => rowsOf(data).length === 0, show: <Empty title={words.none.title}>{words.none.remedy}</Empty> }}
      >
        {(data) => <Inventory rows={rowsOf(data)} />}
      </Panel>
      {rows?.length !== 0 && <NumbersTable areas={rows?.map((row) => row.areaCode) ?? []} />}
      <Dialog opened={wish !== undefined} onClose={() => setWish(undefined)} title={buyWords.title}>
        {wish && <BuyNumbers start={wish} />}
      </Dialog>
    </Page>
  );
}
