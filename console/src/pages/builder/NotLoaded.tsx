/** Said on the other steps: a file was uploaded, and its contacts are still to be loaded. */
import type { Campaign } from "../../api/shapes";
import { Note } from "../../parts/Note";
import { useChecking } from "../audience/useChecking";
import { words } from "../audience/words";
import { StepLink } from "./StepLink";

export function NotLoaded({ campaign: { campaign_id: campaignId, state } }: { campaign: Campaign }) {
  const { checking } = useChecking(campaignId);
  if (!checking || state !== "DRAFT") return null;
  return (
    <Note kind="warn" title={<bdi>{words.notLoaded.title(checking.uploaded.fileName)}</bdi>} remedy={words.notLoaded.remedy}>
      <StepLink step="audience" campaignId={campaignId}>{words.notLoaded.way}</StepLink>
    </Note>
  );
}
