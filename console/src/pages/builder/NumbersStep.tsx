/** From which numbers it comes, who picks among them, and at what time of day it may leave. */
import type { Building } from "./building";
import style from "./builder.module.css";
import { Choice } from "./Choice";
import { QuietHours } from "./QuietHours";
import { ReserveNumbers } from "./ReserveNumbers";
import { Settled } from "./Settled";
import { hasBegun } from "./steps";

export function NumbersStep({ campaign, draft, snapshot }: Building) {
  const isFixed = hasBegun(campaign);
  return (
    <>
      <Settled campaign={campaign} />
      <div className={style.columns}>
        <div className={style.column}>
          <ReserveNumbers campaign={campaign} />
        </div>
        <div className={style.column}>
          <QuietHours campaign={campaign} />
          <Choice choice={snapshot.words.sender_choice} isFixed={isFixed} onChange={(sender_choice) => draft.change({ sender_choice })} />
        </div>
      </div>
    </>
  );
}
