/** Whether what was written is saved; said aloud only when it is not. */
import { useNetwork } from "@mantine/hooks";
import * as Icons from "../../look/icons";
import { Time } from "../../parts/Time";
import type { Standing } from "./draft";
import style from "./saved.module.css";
import { words } from "./words";

export function Saved({ standing }: { standing: Standing }) {
  const { online } = useNetwork();
  return (
    <p className={style.saved} data-kind={standing.kind}>
      {standing.kind === "saved" ? (
        <>
          <Icons.Check size={16} />
          {standing.at ? (
            <span>
              {words.saved.savedAt} <Time at={standing.at} />
            </span>
          ) : (
            words.saved.saved
          )}
        </>
      ) : (
        brief(standing, online)
      )}
    </p>
  );
}

function brief({ kind }: Standing, online: boolean): string {
  if (kind === "saving") return words.saved.saving;
  if (kind === "unsaved") return words.saved.unsaved;
  return online ? words.saved.notYet : words.saved.notYetOffline;
}
