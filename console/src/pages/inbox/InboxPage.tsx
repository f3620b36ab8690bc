import { Page } from "../../parts/Page";

export function InboxPage() {
  return <Page title="Inbox">{null}</Page>;
}
