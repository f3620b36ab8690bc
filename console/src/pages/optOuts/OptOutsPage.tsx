/** Who asked for no more texts: look one up with the proof, add, import, lift, export. */
import { Button } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../../parts/Page";
import { PhoneSearch } from "../../parts/PhoneSearch";
import { useOrganization } from "../../session/useOrganization";
import { AddDialog } from "./AddDialog";
import { ExportPanel } from "./ExportPanel";
import { ImportDialog } from "./ImportDialog";
import { Lookup } from "./Lookup";
import { Newest } from "./Newest";
import style from "./optOuts.module.css";
import { PageAddress } from "./PageAddress";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/opt-outs");

export function OptOutsPage() {
  const { find = "" } = route.useSearch();
  const { may } = useOrganization();
  const navigate = useNavigate({ from: "/organizations/$organizationId/opt-outs" });
  // in the address, so that it can be shared
  const lookUp = (phone: string) => void navigate({ search: phone ? { find: phone } : {} });
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
      <PhoneSearch find={find} onFind={lookUp} label={words.find.label} button={words.find.button} />
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
