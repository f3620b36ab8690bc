import { Page } from "../../parts/Page";

export function PersonPage() {
  return <Page title="Person">{null}</Page>;
}
