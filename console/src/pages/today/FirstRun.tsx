/** The way to the first text, as long as it is not walked to its end. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { campaignsQuery } from "../../api/queries";
import * as Icons from "../../look/icons";
import { useOrganization } from "../../session/useOrganization";
import { isOver, stepsOf } from "./firstRun";
import style from "./today.module.css";
import { words } from "./words";

export function FirstRun() {
  const { organizationId } = useOrganization();
  const params = { path: { organization_id: organizationId } };
  const campaigns = useQuery(campaignsQuery(organizationId));
  const organization = useQuery({
    queryKey: [organizationId, "organization"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}", { params })),
    staleTime: 60_000,
  });
  const numbers = useQuery({
    queryKey: [organizationId, "numbers", "counts"],
    queryFn: () => ask(api.GET("/v1/organizations/{organization_id}/numbers/counts", { params })),
    staleTime: 30_000,
  });
  if (!campaigns.data || !organization.data || !numbers.data) return null;
  const owned = Object.values(numbers.data.area_codes).flatMap((states) => Object.values(states));
  const steps = stepsOf({
    vendor: organization.data.service_vendor,
    numbers: owned.reduce((sum, one) => sum + one, 0),
    campaigns: campaigns.data,
  });
  if (isOver(steps)) return null;
  const next = steps.find((step) => !step.isDone);
  return (
    <section className={style.firstRun} aria-labelledby="first-run">
      <h2 id="first-run">{words.firstRun.title}</h2>
      <p className="soft">{words.firstRun.lead}</p>
      <ol>
        {steps.map((step, index) => (
          <li key={step.name} data-done={step.isDone} aria-current={step === next ? "step" : undefined}>
            <span className={style.stepMark} aria-hidden="true">
              {step.isDone ? <Icons.Check size={16} /> : index + 1}
            </span>
            <div>
              <p className={style.stepName}>
                {words.firstRun.steps[step.name].name}
                {step.isDone && <span className="unseen"> ({words.firstRun.done})</span>}
              </p>
              {!step.isDone && <p className="soft">{words.firstRun.steps[step.name].how}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
