/** Short names for what the API gives. */
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Blast = Schemas["BlastShape"];
export type BlastReport = Schemas["BlastReportShape"];
export type Campaign = Schemas["CampaignShape"];
export type CampaignState = Schemas["CampaignState"];
export type Change = Schemas["ChangeShape"];
export type Contact = Schemas["ContactShape"];
export type Conversation = Schemas["ConversationShape"];
export type DeadLetter = Schemas["DeadLetterShape"];
export type Export = Schemas["ExportShape"];
export type ExportKind = Schemas["ExportKind"];
export type Finding = Schemas["FindingShape"];
export type Happening = Schemas["HappeningShape"];
export type Job = Schemas["JobShape"];
export type JobKind = Schemas["JobKind"];
export type Me = Schemas["MeShape"];
export type Member = Schemas["MemberShape"];
export type NumberState = Schemas["NumberState"];
export type OptedOut = Schemas["OptedOutShape"];
export type OwnedNumber = Schemas["NumberShape"];
export type Outcome = Schemas["OutcomeShape"];
export type Queue = Schemas["QueueShape"];
export type Person = Schemas["PersonShape"];
export type Role = Schemas["Role"];
export type Send = Schemas["SendShape"];
export type SendState = Schemas["SendState"];
export type SentText = Schemas["SentTextShape"];
export type Settings = Schemas["SettingsShape"];
export type Stop = Schemas["StopShape"];
export type Subscription = Schemas["SubscriptionShape"];
export type Text = Schemas["TextShape"];
export type Thread = Schemas["ThreadShape"];
export type UnknownSend = Schemas["UnknownSendShape"];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
