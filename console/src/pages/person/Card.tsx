/** A titled part of the page that shows what has come already. */
import { type ReactNode, useId } from "react";
import { Boundary } from "../../parts/Boundary";
import style from "./person.module.css";

export function Card({ title, beside, children }: { title: string; beside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={style.card} aria-labelledby={id}>
      <div className={style.cardHead}>
        <h2 id={id}>{title}</h2>
        {beside}
      </div>
      <Boundary resetOn={children}>{children}</Boundary>
    </section>
  );
}
