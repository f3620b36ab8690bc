/** Says so as long as the browser has no connection. */
import { useNetwork } from "@mantine/hooks";
import * as Icons from "../look/icons";
import style from "./shell.module.css";
import { words } from "./words";

export function OfflineNotice() {
  const { online } = useNetwork();
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
