/** Says so as long as the browser has no connection. */
import { useSyncExternalStore } from "react";
import * as Icons from "../look/icons";
import style from "./offlineNotice.module.css";
import { words } from "./words";

const EVENTS = ["online", "offline"] as const;

function subscribe(changed: () => void) {
  for (const event of EVENTS) addEventListener(event, changed);
  return () => {
    for (const event of EVENTS) removeEventListener(event, changed);
  };
}

export function OfflineNotice() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className={online ? "unseen" : style.offline}>
      {!online && (
        <>
          <Icons.Offline />
          {words.offline}
        </>
      )}
    </div>
  );
}
