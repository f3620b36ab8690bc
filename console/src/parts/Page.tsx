/** The frame of a page: its title (also the window's, with the organization), what it is about, its actions; the title gets the focus. */
import { type ReactNode, useEffect, useRef } from "react";
import { useOrganizationName } from "../session/useOrganization";
import style from "./page.module.css";

let isFirst = true;

interface PageProps {
  title: string;
  /** Above the title: where this belongs. */
  above?: ReactNode;
  beside?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, above, beside, lead, actions, children }: PageProps) {
  const organization = useOrganizationName();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [title, organization, "Groundswell"].filter(Boolean).join(" · ");
  }, [title, organization]);
  // Who follows a link hears and sees where they are; the very first page leaves the focus to the browser.
  useEffect(() => {
    if (isFirst) isFirst = false;
    else heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <div className={style.titles}>
          {above && <div className={style.above}>{above}</div>}
          <div className={style.line}>
            <h1 ref={heading} tabIndex={-1} className={style.title}>
              {title}
            </h1>
            {beside}
          </div>
          {lead && <p className="soft">{lead}</p>}
        </div>
        {actions && <div className={style.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
