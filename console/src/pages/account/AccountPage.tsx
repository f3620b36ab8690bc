import { Page } from "../../parts/Page";

export function AccountPage() {
  return <Page title="Your account">{null}</Page>;
}
