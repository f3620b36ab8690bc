/** The text on a drawn phone, as each of three contacts will read it. */
import { ActionIcon } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { components } from "../../api/schema.gen";
import * as Icons from "../../look/icons";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import style from "./phone.module.css";
import { words } from "./words";

export type Preview = components["schemas"]["PreviewShape"];

interface PhonePreviewProps {
  query: UseQueryResult<Preview>;
  at: number;
  onTurn: (at: number) => void;
  isEmpty: boolean;
  /** The text itself is plain, so that only a person's data can make it cost more. */
  isPlain: boolean;
  /** Below the phone. */
  children: ReactNode;
}

export function PhonePreview({ query, at, onTurn, isEmpty, isPlain, children }: PhonePreviewProps) {
  const samples = query.data?.samples.length ?? 0;
  return (
    <Panel title={words.text.preview} query={query} lines={6} actions={samples > 1 && <Pager at={at} of={samples} onTurn={onTurn} />}>
      {(preview) => {
        const sample = preview.samples[at] ?? preview.samples[0];
        return (
          <div className={style.preview}>
            <div className={style.phone}>
              <p className={style.head}>{sample && <Phone value={sample.phone} />}</p>
              <div className={style.screen} aria-live="polite">
                <p className={style.bubble} dir="auto" data-empty={isEmpty || undefined}>
                  {isEmpty ? words.text.nothing : sample?.body}
                </p>
              </div>
            </div>
            <p className="soft small">
              {preview.example && `${words.text.example} `}
              {!isEmpty && sample && words.text.segments(sample.segments.count)}
              {isPlain && sample?.segments.forced_by && `: ${words.text.byContact(sample.segments.forced_by)}`}
            </p>
            {children}
          </div>
        );
      }}
    </Panel>
  );
}

function Pager({ at, of, onTurn }: { at: number; of: number; onTurn: (at: number) => void }) {
  return (
    <div className={style.pager}>
      <ActionIcon variant="subtle" size="lg" aria-label={words.text.previous} onClick={() => onTurn((at + of - 1) % of)}>
        <span className={style.left}>
          <Icons.Chevron />
        </span>
      </ActionIcon>
      <span className="soft small" role="status">
        {words.text.previewOf(at + 1, of)}
      </span>
      <ActionIcon variant="subtle" size="lg" aria-label={words.text.following} onClick={() => onTurn((at + 1) % of)}>
        <span className={style.right}>
          <Icons.Chevron />
        </span>
      </ActionIcon>
    </div>
  );
}
