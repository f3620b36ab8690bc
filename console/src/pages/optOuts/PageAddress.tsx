/** The address of the page on which people opt out by themselves. */
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/queries";
import * as Icons from "../../look/icons";
import { Panel } from "../../parts/Panel";
import { useOrganization } from "../../session/useOrganization";
import style from "./optOuts.module.css";
import { words } from "./words";

export function PageAddress() {
  const { organizationId } = useOrganization();
  const query = useQuery(settingsQuery(organizationId));
  return (
    <Panel title={words.page.title} query={query} lines={2}>
      {({ opt_out_page_url: address }) => (
        <div className={style.found}>
          <p className="soft">{words.page.lead}</p>
          <p className={style.address}>
            <a href={address} target="_blank" rel="noreferrer">
              {address}
            </a>
          </p>
          <CopyAddress address={address} />
        </div>
      )}
    </Panel>
  );
}

function CopyAddress({ address }: { address: string }) {
  const clipboard = useClipboard();
  return (
    <div className={style.ways}>
      <Button size="xs" variant="default" leftSection={clipboard.copied ? <Icons.Check size={16} /> : <Icons.Copy size={16} />} onClick={() => clipboard.copy(address)}>
        <span aria-live="polite">{clipboard.copied ? words.page.copied : words.page.copy}</span>
      </Button>
    </div>
  );
}
