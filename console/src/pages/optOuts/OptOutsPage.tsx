import { Page } from "../../parts/Page";

export function OptOutsPage() {
  return <Page title="Opt-outs">{null}</Page>;
}
