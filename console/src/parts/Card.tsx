/** A part of a page with its own frame and title; where it shows what is asked for, it is a Panel. */
import { type ReactNode, useId } from "react";
import { Boundary } from "./Boundary";
import style from "./card.module.css";

interface CardProps {
  title?: ReactNode;
  /** Its name where no title is to be seen. */
  label?: string;
  level?: "h2" | "h3";
  /** Below the title: what this is. */
  lead?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  /** Without the frame, for example in a dialog. */
  bare?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

export function Card({ title, label, level: Title = "h2", lead, actions, bare = false, className = "", children }: CardProps) {
  const id = useId();
  return (
    <section className={`${style.card} ${className}`} data-bare={bare || undefined} aria-labelledby={title ? id : undefined} aria-label={label}>
      {(title || actions) && (
        <div>
          <div className={style.head}>
            {title && (
              <Title className={style.title} id={id}>
                {title}
              </Title>
            )}
            {actions}
          </div>
          {lead && <p className="soft small">{lead}</p>}
        </div>
      )}
      <Boundary resetOn={children}>{children}</Boundary>
    </section>
  );
}
