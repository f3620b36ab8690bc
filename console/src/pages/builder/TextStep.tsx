/** The text: written on the left, read on a phone on the right, with what it costs. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "../../parts/Card";
import { useOrganization } from "../../session/useOrganization";
import type { Building } from "./building";
import style from "./builder.module.css";
import { Cost } from "./Cost";
import { costlyIn } from "./costly";
import { Editor } from "./Editor";
import { Notices } from "./Notices";
import { PhonePreview } from "./PhonePreview";
import { contactsQuery, previewQuery } from "./queries";
import { EXAMPLE, render } from "./render";
import { Settled } from "./Settled";
import { hasBegun } from "./steps";
import { TestText } from "./TestText";

const PAUSE = 300;

export function TextStep({ campaign, draft, snapshot }: Building) {
  const { organizationId } = useOrganization();
  const { text } = snapshot.words;
  const [asked] = useDebouncedValue(text, PAUSE);
  const [at, setAt] = useState(0);
  const preview = useQuery({ ...previewQuery(organizationId, campaign.campaign_id, campaign.load_id, asked), placeholderData: keepPreviousData });
  const contacts = useQuery(contactsQuery(organizationId, campaign.campaign_id, campaign.load_id));
  const shown = preview.data?.samples[at] ?? preview.data?.samples[0];
  const person = contacts.data?.find((one) => one.phone === shown?.phone);
  const values = person ? { ...person.custom, ...ownOf(person) } : EXAMPLE;
  const isFixed = hasBegun(campaign);
  const change = (changed: string) => draft.change({ text: changed });
  return (
    <>
      <Settled campaign={campaign} />
      <div className={style.columns}>
        <div className={style.column}>
          <Card>
            <Editor text={text} body={render(text, values)} name={person?.first_name || undefined} fields={campaign.fields} isFixed={isFixed} onChange={change} />
          </Card>
          {!isFixed && <Notices text={text} body={render(text, values)} warnings={preview.data?.warnings ?? []} onChange={change} />}
        </div>
        <div className={style.column}>
          <PhonePreview query={preview} at={at} onTurn={setAt} isEmpty={text.trim() === ""} isPlain={costlyIn(text).length === 0}>
            <TestText campaign={campaign} draft={draft} isEmpty={text.trim() === ""} />
          </PhonePreview>
          <Cost preview={preview.data} contacts={campaign.contacts} />
        </div>
      </div>
    </>
  );
}

function ownOf({ first_name, last_name, zip_code, external_id, phone }: Record<"first_name" | "last_name" | "zip_code" | "external_id" | "phone", string>) {
  return { first_name, last_name, zip_code, external_id, phone };
}
