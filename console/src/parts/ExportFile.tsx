/** A finished export: how many rows it has, where its file is fetched, and until when. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { exportQuery } from "../api/queries";
import * as Icons from "../look/icons";
import { useOrganization } from "../session/useOrganization";
import { counted } from "./counts";
import { Note } from "./Note";
import { Panel } from "./Panel";
import { Time } from "./Time";

const words = {
  ready: (rows: number) => `The file is ready: ${counted(rows, "row")}`,
  kept: "It is kept until",
  download: "Download the file",
  gone: { title: "The file has been deleted", remedy: "Files are kept for seven days. Write it anew." },
};

export function ExportFile({ exportId }: { exportId: string }) {
  const { organizationId } = useOrganization();
  const query = useQuery(exportQuery(organizationId, exportId));
  return (
    <Panel bare query={query} lines={2}>
      {({ url, rows, kept_until: keptUntil }) =>
        url ? (
          <Note kind="good" title={words.ready(rows)} remedy={<>{words.kept} <Time at={keptUntil} />.</>}>
            <Button component="a" href={url} size="sm" leftSection={<Icons.Download size={18} />} download>
              {words.download}
            </Button>
          </Note>
        ) : (
          <Note kind="info" {...words.gone} />
        )
      }
    </Panel>
  );
}
