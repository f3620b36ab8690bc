/** The account with a carrier: checked with the carrier when it is saved; secrets are never shown again. */
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { ApiProblem, toSentence } from "../../../api/problem";
import { keys } from "../../../api/queries";
import { useChange } from "../../../api/useChange";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import { Note } from "../../../parts/Note";
import type { Filled, Schema } from "../../../parts/schema";
import { SchemaForm } from "../../../parts/SchemaForm";
import { useOrganization } from "../../../session/useOrganization";
import { ChangedMeanwhile } from "../ChangedMeanwhile";
import { ifMatch, settingsKeys, type Vendor } from "../queries";
import { accountOf, filledBy, isUntouched, schemaOf } from "./account";
import { words } from "./words";

interface VendorFormProps {
  vendor: Vendor;
  newest: () => Promise<{ data?: Vendor | undefined }>;
  /** Why it cannot be connected now. */
  locked: string | undefined;
}

export function VendorForm({ vendor, newest, locked }: VendorFormProps) {
  const [base, setBase] = useState(vendor);
  const [filled, setFilled] = useState(() => filledBy(vendor));
  const schema = schemaOf(base);
  const connect = useConnect(base, schema);
  const begin = (from: Vendor) => {
    setBase(from);
    setFilled(filledBy(from));
  };
  // What came anew is taken over as long as nobody has begun to type.
  if (vendor.version > base.version && isUntouched(base, filled)) begin(vendor);
  return (
    <SchemaForm
      label={vendor.display_name}
      schema={schema}
      filled={filled}
      secretsSet={base.secrets_set}
      onChange={(next) => {
        setFilled(next);
        if (connect.error || connect.data) connect.reset();
      }}
      onSubmit={() => connect.mutate(filled, { onSuccess: begin })}
      submit={vendor.in_use ? words.save : words.connect}
      problem={connect.error}
      isBusy={connect.isPending}
      isQuiet={!vendor.in_use}
      locked={locked}
    >
      {connect.error && <Refused error={connect.error} schema={schema} load={() => void newest().then(({ data }) => data && (begin(data), connect.reset()))} />}
      {connect.data && <Note kind="good" title={words.checkedNote(vendor.display_name)} remedy={words.checkedRemedy} />}
    </SchemaForm>
  );
}

/** A version is the organization's: whoever changed any of its settings meanwhile is told about here, too. */
function useConnect(vendor: Vendor, schema: Schema) {
  const { organizationId } = useOrganization();
  return useChange<Filled, Vendor>({
    run: (filled) => {
      const params = { path: { organization_id: organizationId, name: vendor.name }, header: ifMatch(vendor.version) };
      return ask(api.PUT("/v1/organizations/{organization_id}/service-vendors/{name}", { params, body: accountOf(schema, filled) }));
    },
    refreshes: [settingsKeys.vendors(organizationId), keys.settings(organizationId), keys.organization(organizationId)],
    showsProblem: true,
  });
}

function Refused({ error, schema, load }: { error: unknown; schema: Schema; load: () => void }) {
  if (error instanceof ApiProblem && error.status === 412) return <ChangedMeanwhile load={load} />;
  if (error instanceof ApiProblem && (error.kind === "carrier" || error.status === 429)) return <Note kind="bad" {...words.noAnswer} />;
  if (isAllShown(error, Object.keys(schema.properties))) return null;
  const { remedy, ...said } = toSentence(error);
  const isRefused = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  if (!isRefused) return <Note kind="bad" {...said} remedy={remedy} />;
  const isAccount = "secrets" in fieldProblems(error);
  return <Note kind="bad" title={isAccount ? words.refused : said.title} remedy={`${remedy} ${words.refusedNothing}`} />;
}
