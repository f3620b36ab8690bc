import { Page } from "../../parts/Page";

export function BuilderPage() {
  return <Page title="Campaign">{null}</Page>;
}
