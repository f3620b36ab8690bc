/** So many numbers of each area code for this campaign; more are bought on the spot. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { api, ask } from "../../api/client";
import { keys, numberCountsQuery } from "../../api/queries";
import type { components } from "../../api/schema.gen";
import type { Campaign } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import { Card } from "../../parts/Card";
import { Empty } from "../../parts/Empty";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import { BuyNumbers } from "../numbers/BuyNumbers";
import { Purchases } from "../numbers/Purchases";
import { reservedQuery } from "./queries";
import style from "./reserveNumbers.module.css";
import { areaCodes, heldBy, needed, stillNeeded, type Wishes } from "./reserving";
import { hasBegun } from "./steps";
import { Wanted } from "./Wanted";
import { words } from "./words";

type Reserved = components["schemas"]["Items_NumberShape_"];

export function ReserveNumbers({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const reserved = useQuery(reservedQuery(organizationId, campaign.campaign_id));
  const counts = useQuery(numberCountsQuery(organizationId));
  const [changed, setChanged] = useState<Wishes>();
  const [buying, setBuying] = useState<string>();
  const reserve = useReserve(campaign.campaign_id, () => setChanged(undefined));
  const held = heldBy(reserved.data ?? []);
  const { mutate } = reserve;
  const wishes = changed ?? held;
  const contacts = campaign.contacts;
  const onBought = useCallback(
    (code: string, bought: number) => {
      const taken = stillNeeded(wishes, contacts, bought);
      if (taken > 0) mutate({ ...wishes, [code]: (wishes[code] ?? 0) + taken });
    },
    [mutate, wishes, contacts],
  );
  if (hasBegun(campaign)) return <Working campaign={campaign} />;
  return (
    <>
      <Panel title={words.numbers.title} query={reserved} lines={4}>
        {() => (
          <Panel bare query={counts} lines={4}>
            {(found) => {
              const rows = areaCodes(found.area_codes, held);
              return (
                <div className={style.reserve}>
                  <p className="soft">{campaign.contacts > 0 ? words.numbers.need(needed(campaign.contacts), campaign.contacts) : words.numbers.needLater}</p>
                  {rows.length === 0 ? (
                    <Empty title={words.numbers.none.title}>{words.numbers.none.remedy}</Empty>
                  ) : (
                    <Wanted rows={rows} held={held} wishes={wishes} needed={needed(campaign.contacts)} onChange={setChanged} onSave={() => mutate(wishes)} isBusy={reserve.isPending} />
                  )}
                </div>
              );
            }}
          </Panel>
        )}
      </Panel>
      <Card title={words.numbers.buy} level="h3">
        <BuyNumbers onBought={onBought} onShown={setBuying} />
      </Card>
      {/* begun before the page was loaded anew, or by a colleague */}
      <Purchases isRunningOnly except={buying} />
    </>
  );
}

function useReserve(campaignId: string, onDone: () => void) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  return useChange<Wishes, Reserved>({
    run: async (wishes) => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId } };
      const wanted = Object.entries(wishes).map(([area_code, count]) => ({ area_code, count }));
      const done = await ask(api.PUT("/v1/organizations/{organization_id}/campaigns/{campaign_id}/numbers", { params, body: { wanted } }));
      queries.setQueryData(reservedQuery(organizationId, campaignId).queryKey, done.items);
      onDone();
      return done;
    },
    refreshes: [keys.campaign(organizationId, campaignId), keys.numbers(organizationId)],
    done: ({ items }) => words.numbers.done(items.length),
  });
}

/** The numbers of a campaign that has begun. */
function Working({ campaign }: { campaign: Campaign }) {
  const { organizationId } = useOrganization();
  const reserved = useQuery(reservedQuery(organizationId, campaign.campaign_id));
  return (
    <Panel title={words.numbers.list} query={reserved}>
      {(numbers) => (
        <ul className={style.codes}>
          {Object.entries(heldBy(numbers)).map(([code, some]) => (
            <li key={code}>
              <Link to="/organizations/$organizationId/numbers" params={{ organizationId }} search={{ area: code }}>
                {words.numbers.ofCode(some, code)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
