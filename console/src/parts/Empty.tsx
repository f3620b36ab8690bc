/** Where there is nothing yet: why, and what to do. */
import type { ReactNode } from "react";
import style from "./empty.module.css";

export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={style.empty}>
      <p className={style.title}>{title}</p>
      {children && <p className="soft">{children}</p>}
      {action && <div className={style.action}>{action}</div>}
    </div>
  );
}
