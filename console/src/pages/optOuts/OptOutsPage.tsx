/** Who asked for no more texts: look one up with the proof, add, import, lift, export. */
import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../../parts/Page";
import { useOrganization } from "../../session/useOrganization";
import { AddDialog } from "./AddDialog";
import { ExportPanel } from "./ExportPanel";
import { ImportDialog } from "./ImportDialog";
import { Lookup, Search } from "./Lookup";
import { Newest } from "./Newest";
import style from "./optOuts.module.css";
import { PageAddress } from "./PageAddress";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/opt-outs");

export function OptOutsPage() {
  const { find = "" } = route.useSearch();
  const { may } = useOrganization();
  const [dialog, setDialog] = useState<"add" | "import" | undefined>();
  const close = () => setDialog(undefined);
  const actions = (
    <>
      {may("ADMIN") && (
        <Button variant="default" onClick={() => setDialog("import")}>
          {words.import}
        </Button>
      )}
      <Button onClick={() => setDialog("add")}>{words.add}</Button>
    </>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={actions}>
      <Search key={find} find={find} />
      {find !== "" && <Lookup find={find} />}
      <Newest />
      {may("ADMIN") && (
        <div className={style.two}>
          <PageAddress />
          <ExportPanel />
        </div>
      )}
      <AddDialog opened={dialog === "add"} onClose={close} phone="" />
      <ImportDialog opened={dialog === "import"} onClose={close} />
    </Page>
  );
}
