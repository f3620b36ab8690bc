/** A short message in its place on the page: what is the matter, and what to do about it. */
import type { ReactNode } from "react";
import * as Icons from "../look/icons";
import style from "./note.module.css";

export type NoteKind = "info" | "good" | "warn" | "bad";

interface NoteProps {
  kind: NoteKind;
  title: ReactNode;
  remedy?: ReactNode;
  reference?: string;
  /** Buttons or links: the way on. */
  children?: ReactNode;
}

export function Note({ kind, title, remedy, reference, children }: NoteProps) {
  const Icon = kind === "good" ? Icons.Check : kind === "info" ? Icons.Info : Icons.Alert;
  return (
    <div className={style.note} data-kind={kind} role={kind === "bad" ? "alert" : "status"}>
      <Icon />
      <div className={style.text}>
        <p className={style.title}>{title}</p>
        {remedy && <p>{remedy}</p>}
        {reference && (
          <p className="small">
            Reference: <span className="mono">{reference}</span>
          </p>
        )}
        {children && <div className={style.ways}>{children}</div>}
      </div>
    </div>
  );
}
