/** The settings for who may see but not change them. */
import { Card } from "../../../parts/Card";
import type { Settings } from "../../../api/shapes";
import layout from "../../../parts/layout.module.css";
import { Size } from "./Answer";
import { DayPicture } from "./DayPicture";
import { spoken } from "./draft";
import style from "./organization.module.css";
import { words } from "./words";

export function OrganizationFacts({ settings }: { settings: Settings }) {
  const { name, opens, closes, pace, retention_days } = settings;
  return (
    <>
      <p className="soft">{words.readOnly}</p>
      <Card title={words.hours.title} lead={words.hours.lead}>
        <p>
          <b>{words.hours.both(spoken(opens), spoken(closes))}</b>
        </p>
        <DayPicture opens={opens} closes={closes} />
      </Card>
      <Card title={words.answers.title}>
        <div className={style.two}>
          <Said label={words.answers.optOut} text={settings.opt_out_confirmation.replaceAll("{organization}", name)} />
          <Said label={words.answers.help} text={settings.help_answer.replaceAll("{organization}", name)} />
        </div>
      </Card>
      <Card title={words.keeping.title} lead={words.keeping.lead}>
        <p>{retention_days === null ? words.keeping.forever : words.keeping.after(retention_days)}</p>
      </Card>
      <Card title={words.pace.title}>
        <p>{pace === null ? words.pace.none : words.pace.limit(pace.segments_per_second, words.pace.scopes[pace.scope])}</p>
      </Card>
    </>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <div className={layout.form}>
      <p className="soft small">{label}</p>
      {text && <p className={style.quote}>{text}</p>}
      <Size text={text} />
    </div>
  );
}
