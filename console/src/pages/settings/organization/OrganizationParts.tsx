/** The fields of the settings, in their cards. */
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Card } from "../../../parts/Card";
import { Note } from "../../../parts/Note";
import { Answer } from "./Answer";
import { DayPicture } from "./DayPicture";
import { type Draft, hoursWith, spoken } from "./draft";
import style from "./organization.module.css";
import { words } from "./words";

export type Set = (changes: Partial<Draft>) => void;
export type Wrong = Record<string, string | undefined>;

export interface Part {
  draft: Draft;
  set: Set;
  wrong: Wrong;
}

export function Name({ draft, set, wrong }: Part) {
  return (
    <Card title={words.name.title}>
      <TextInput
        className={style.narrow}
        label={words.name.label}
        description={words.name.hint}
        maxLength={200}
        value={draft.name}
        error={wrong.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
    </Card>
  );
}

export function Hours({ draft, set, wrong }: Part) {
  const offered = (chosen: string) => hoursWith(chosen).map((hour) => ({ value: hour, label: spoken(hour) }));
  return (
    <Card title={words.hours.title} lead={words.hours.lead}>
      <div className={style.row}>
        <NativeSelect
          className={style.hour}
          label={words.hours.opens}
          value={draft.opens}
          data={offered(draft.opens)}
          error={wrong.opens}
          onChange={(event) => set({ opens: event.currentTarget.value })}
        />
        <NativeSelect
          className={style.hour}
          label={words.hours.closes}
          value={draft.closes}
          data={offered(draft.closes)}
          error={wrong.closes}
          onChange={(event) => set({ closes: event.currentTarget.value })}
        />
      </div>
      <DayPicture opens={draft.opens} closes={draft.closes} />
    </Card>
  );
}

export function Answers({ draft, set, wrong }: Part) {
  return (
    <Card title={words.answers.title} lead={words.answers.lead}>
      <div className={style.two}>
        <Answer
          label={words.answers.optOut}
          hint={words.answers.optOutHint}
          name={draft.name}
          value={draft.optOut}
          error={wrong.opt_out_confirmation}
          onChange={(optOut) => set({ optOut })}
        />
        <Answer
          label={words.answers.help}
          hint={words.answers.helpHint}
          name={draft.name}
          value={draft.help}
          error={wrong.help_answer}
          onChange={(help) => set({ help })}
        />
      </div>
    </Card>
  );
}

export function Keeping({ draft, set, wrong, before }: Part & { before: number | null }) {
  const isLower = draft.isForgetting && (before === null || Number(draft.days) < before);
  return (
    <Card title={words.keeping.title} lead={words.keeping.lead}>
      <Checkbox label={words.keeping.on} checked={draft.isForgetting} onChange={(event) => set({ isForgetting: event.currentTarget.checked })} />
      {draft.isForgetting && (
        <TextInput
          className={style.narrow}
          label={words.keeping.days}
          inputMode="numeric"
          value={draft.days}
          error={wrong.retention_days}
          onChange={(event) => set({ days: event.currentTarget.value.trim() })}
        />
      )}
      {isLower && <Note kind="warn" title={words.keeping.warn} />}
    </Card>
  );
}

export function Pace({ draft, set, wrong }: Part) {
  return (
    <Card title={words.pace.title} lead={words.pace.lead}>
      <Checkbox label={words.pace.on} checked={draft.isPaced} onChange={(event) => set({ isPaced: event.currentTarget.checked })} />
      {draft.isPaced && (
        <div className={style.row}>
          <TextInput
            label={words.pace.rate}
            inputMode="decimal"
            value={draft.rate}
            error={wrong.pace ?? wrong.segments_per_second}
            onChange={(event) => set({ rate: event.currentTarget.value.trim() })}
          />
          <NativeSelect
            label={words.pace.scope}
            value={draft.scope}
            data={Object.entries(words.pace.scopes).map(([value, label]) => ({ value, label }))}
            onChange={(event) => set({ scope: event.currentTarget.value as Draft["scope"] })}
          />
        </div>
      )}
    </Card>
  );
}
