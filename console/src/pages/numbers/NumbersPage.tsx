import { Page } from "../../parts/Page";

export function NumbersPage() {
  return <Page title="Numbers">{null}</Page>;
}
