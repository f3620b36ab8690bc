/** A titled part of the settings that asks for nothing itself. */
import { type ReactNode, useId } from "react";
import panel from "../../parts/panel.module.css";

interface CardProps {
  title: ReactNode;
  lead?: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
}

export function Card({ title, lead, beside, children }: CardProps) {
  const id = useId();
  return (
    <section className={panel.panel} aria-labelledby={id}>
      <div>
        <div className={panel.head}>
          <h2 className={panel.title} id={id}>
            {title}
          </h2>
          {beside}
        </div>
        {lead && <p className="soft small">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
