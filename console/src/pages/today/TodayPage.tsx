/** The page of every morning: what runs, what needs a person, who answered; at the very first, how to begin. */
import { Page } from "../../parts/Page";
import { useOrganization } from "../../session/useOrganization";
import { AttentionList } from "./AttentionList";
import { FirstRun } from "./FirstRun";
import { LatestReplies } from "./LatestReplies";
import { PracticeNote } from "./PracticeNote";
import { RunningCampaigns } from "./RunningCampaigns";
import style from "./today.module.css";
import { words } from "./words";

export function TodayPage() {
  const { may } = useOrganization();
  const isAdmin = may("ADMIN");
  return (
    <Page title={words.title}>
      <PracticeNote />
      {isAdmin && <FirstRun />}
      <div className={style.columns}>
        {isAdmin && <RunningCampaigns />}
        <div className={style.attentionColumn}>
          <AttentionList />
        </div>
        <LatestReplies />
      </div>
    </Page>
  );
}
