/** People by their phone, and a campaign's contacts, all of them or those whose phones begin alike. */
import { Page } from "../../parts/Page";
import { Browse } from "./Browse";
import { FindPerson } from "./FindPerson";
import { words } from "./words";

export function ContactsPage() {
  return (
    <Page title={words.title} lead={words.lead}>
      <FindPerson />
      <Browse />
    </Page>
  );
}
