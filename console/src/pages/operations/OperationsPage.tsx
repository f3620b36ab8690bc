import { Page } from "../../parts/Page";

export function OperationsPage() {
  return <Page title="Operations">{null}</Page>;
}
