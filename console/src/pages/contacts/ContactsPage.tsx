import { Page } from "../../parts/Page";

export function ContactsPage() {
  return <Page title="Contacts">{null}</Page>;
}
