/** The steps as a row of links, each with how it stands; on a phone only the open one keeps its words. */
import { Link } from "@tanstack/react-router";
import * as Icons from "../../look/icons";
import { useOrganization } from "../../session/useOrganization";
import style from "./stepper.module.css";
import { type StepName, type StepState, STEPS } from "./steps";
import { words } from "./words";

export function Stepper({ steps, open, campaignId }: { steps: readonly StepState[]; open: StepName; campaignId: string }) {
  const { organizationId } = useOrganization();
  return (
    <nav aria-label={words.steps} className={style.stepper}>
      <p className={style.phone} aria-hidden="true">
        {words.step(STEPS.indexOf(open) + 1, STEPS.length)}
      </p>
      <ol>
        {steps.map(({ name, isDone, says }, index) => (
          <li key={name} data-done={isDone} data-open={name === open || undefined}>
            <Link
              to="/organizations/$organizationId/campaigns/$campaignId/build"
              params={{ organizationId, campaignId }}
              search={{ step: name }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={name === open ? "step" : undefined}
            >
              <span className={style.mark} aria-hidden="true">
                {isDone ? <Icons.Check size={16} /> : index + 1}
              </span>
              <span className={style.words}>
                <span className={style.name}>
                  {words.stepNames[name]}
                  {isDone && <span className="unseen"> ({words.done})</span>}
                </span>
                <span className={style.says}>{says}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
