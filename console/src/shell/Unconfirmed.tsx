/** A membership that may do nothing yet: what the person has to do first. */
import { Button } from "@mantine/core";
import { Note } from "../parts/Note";
import { Page } from "../parts/Page";
import { useSignOut } from "./useSignOut";
import { words } from "./words";

export function Unconfirmed() {
  const { title, remedy, way } = words.unconfirmed;
  const signOut = useSignOut();
  return (
    <Note kind="warn" title={title} remedy={remedy}>
      <Button size="xs" variant="default" onClick={() => void signOut()}>
        {way}
      </Button>
    </Note>
  );
}

export function UnconfirmedPage() {
  return (
    <Page title={words.unconfirmed.page}>
      <Unconfirmed />
    </Page>
  );
}
