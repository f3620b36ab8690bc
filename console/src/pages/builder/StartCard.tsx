/** What a start needs, thing by thing with the way to mend it, and the start itself. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, ask } from "../../api/client";
import { toSentence } from "../../api/problem";
import { keys } from "../../api/queries";
import type { Campaign, Finding, Job } from "../../api/shapes";
import { useChange } from "../../api/useChange";
import * as Icons from "../../look/icons";
import { Card } from "../../parts/Card";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { ReasonedButton } from "../../parts/ReasonedButton";
import { useOrganization } from "../../session/useOrganization";
import type { Building } from "./building";
import style from "./startCard.module.css";
import { StepLink } from "./StepLink";
import { preflightQuery, reservedQuery } from "./queries";
import { stepFor, stepsOf } from "./steps";
import { words } from "./words";

export function StartCard({ campaign, draft, snapshot }: Building) {
  const { organizationId } = useOrganization();
  const isSaved = snapshot.standing.kind === "saved";
  const preflight = usePreflight(campaign, isSaved);
  const start = useStart(campaign.campaign_id);
  useEffect(() => void draft.flush(), [draft]);
  const reserved = useQuery(reservedQuery(organizationId, campaign.campaign_id));
  const [people, , numbers] = stepsOf(campaign, reserved.data?.length, preflight.data);
  const fine: Record<string, string | undefined> = { contacts: people?.says, text: campaign.text, numbers: numbers?.says, "service-vendor": words.start.carrierWorks };
  const missing = preflight.data?.missing ?? [];
  const why = !isSaved ? words.start.notSaved : !preflight.data ? words.start.checking : missing.length > 0 ? words.start.cannot(missing.map((one) => one.problem).join(" ")) : undefined;
  return (
    <>
      {campaign.start_failure && <Note kind="bad" title={words.start.failed} remedy={campaign.start_failure} />}
      <Panel title={words.start.checklist} query={preflight} lines={5}>
        {(found) => (
          <ul className={style.list}>
            {rowsOf(found.missing).map(({ field, finding }) => (
              <Row key={field} field={field} finding={finding} fine={fine[field]} campaignId={campaign.campaign_id} organizationId={organizationId} />
            ))}
          </ul>
        )}
      </Panel>
      {start.error && <Note kind="bad" {...toSentence(start.error)} />}
      <Card className={style.go}>
        <p className="soft">{words.start.lead}</p>
        <ReasonedButton size="md" variant="filled" loading={start.isPending} reason={why} onClick={() => start.mutate()}>
          {words.start.button}
        </ReasonedButton>
      </Card>
    </>
  );
}

/** Asked anew whenever this step is opened, and after every saved change. */
function usePreflight({ campaign_id, version }: Campaign, isSaved: boolean) {
  const { organizationId } = useOrganization();
  const queries = useQueryClient();
  const query = useQuery({ ...preflightQuery(organizationId, campaign_id), enabled: isSaved, refetchInterval: ({ state }) => (state.data?.ready ? false : 15_000) });
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: preflightQuery(organizationId, campaign_id).queryKey });
  }, [queries, organizationId, campaign_id, version]);
  return query;
}

/** The API gives the job that runs already if it is asked twice. */
function useStart(campaignId: string) {
  const { organizationId } = useOrganization();
  return useChange<void, Job>({
    run: (_, key) => {
      const params = { path: { organization_id: organizationId, campaign_id: campaignId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/organizations/{organization_id}/campaigns/{campaign_id}/start", { params }));
    },
    refreshes: [keys.campaign(organizationId, campaignId), keys.campaigns(organizationId)],
    showsProblem: true,
  });
}

interface RowGiven {
  field: string;
  finding: Finding | undefined;
}

/** The four that every campaign needs, then what else is missing. */
function rowsOf(missing: readonly Finding[]): RowGiven[] {
  const known = Object.keys(words.start.items);
  const own = known.map((field) => ({ field, finding: missing.find((one) => one.field === field) }));
  return [...own, ...missing.filter((one) => !known.includes(one.field)).map((finding) => ({ field: finding.field, finding }))];
}

function Row({ field, finding, fine, campaignId, organizationId }: RowGiven & { fine: string | undefined; campaignId: string; organizationId: string }) {
  const step = stepFor(field);
  const name = words.start.items[field] ?? field.split("/").pop() ?? field;
  return (
    <li data-missing={finding !== undefined}>
      {finding ? <Icons.Alert /> : <Icons.Check />}
      <div>
        <p className={style.name}>{name}</p>
        <p className="soft">{finding ? `${finding.problem} ${finding.remedy}` : fine}</p>
        {finding && step && (
          <StepLink step={step} campaignId={campaignId}>
            {words.start.goTo(words.stepNames[step])}
          </StepLink>
        )}
        {finding && field === "service-vendor" && (
          <Link to="/organizations/$organizationId/settings" params={{ organizationId }} search={{ section: "carrier" }}>
            {words.start.carrier}
          </Link>
        )}
      </div>
    </li>
  );
}
