/** The account with a carrier: checked with the carrier when it is saved; secrets are never shown again. */
import { Button, Checkbox, PasswordInput, TextInput, Tooltip } from "@mantine/core";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { ApiProblem, toSentence } from "../../../api/problem";
import { keys } from "../../../api/queries";
import { useChange } from "../../../api/useChange";
import { fieldProblems, isAllShown } from "../../../parts/fieldProblems";
import { Note } from "../../../parts/Note";
import { useOrganization } from "../../../session/useOrganization";
import { ifMatch, settingsKeys, type Vendor } from "../queries";
import style from "../settings.module.css";
import { words as shared } from "../words";
import { accountOf, type Field, fieldsOf, type Filled, isUntouched, missingIn, startOf } from "./fields";
import { words } from "./words";

interface VendorFormProps {
  vendor: Vendor;
  newest: () => Promise<{ data?: Vendor | undefined }>;
  /** Why it cannot be connected now. */
  locked: string | undefined;
}

export function VendorForm({ vendor, newest, locked }: VendorFormProps) {
  const [base, setBase] = useState(vendor);
  const [filled, setFilled] = useState(() => startOf(vendor));
  const [isTold, setTold] = useState(false);
  const fields = fieldsOf(base);
  const connect = useConnect(base, fields);
  const begin = (from: Vendor) => {
    setBase(from);
    setFilled(startOf(from));
    setTold(false);
  };
  // What came anew is taken over as long as nobody has begun to type.
  if (vendor.version > base.version && isUntouched(base, filled)) begin(vendor);
  const missing = isTold ? missingIn(fields, filled) : [];
  const refused = fieldProblems(connect.error);
  const send = () => {
    setTold(true);
    if (missingIn(fields, filled).length === 0) connect.mutate(filled, { onSuccess: begin });
  };
  return (
    <form
      className={style.form}
      noValidate
      aria-label={vendor.display_name}
      onSubmit={(event) => {
        event.preventDefault();
        if (!locked) send();
      }}
    >
      {fields.map((field) => (
        <AccountField
          key={field.name}
          field={field}
          filled={filled}
          onChange={(next) => {
            setFilled(next);
            if (connect.error || connect.data) connect.reset();
          }}
          error={missing.includes(field.name) ? words.missing : refused[field.name]}
        />
      ))}
      {connect.error && <Refused error={connect.error} fields={fields} load={() => void newest().then(({ data }) => data && (begin(data), connect.reset()))} />}
      {connect.data && <Note kind="good" title={words.checkedNote(vendor.display_name)} remedy={words.checkedRemedy} />}
      <div className={style.buttons}>
        <Tooltip label={locked} disabled={!locked}>
          <Button
            type="submit"
            variant={vendor.in_use ? "filled" : "default"}
            loading={connect.isPending}
            // still focusable, so that everybody can learn why
            data-disabled={Boolean(locked) || undefined}
            aria-disabled={Boolean(locked)}
          >
            {vendor.in_use ? words.save : words.connect}
          </Button>
        </Tooltip>
      </div>
    </form>
  );
}

/** A version is the organization's: whoever changed any of its settings meanwhile is told about here, too. */
function useConnect(vendor: Vendor, fields: readonly Field[]) {
  const { organizationId } = useOrganization();
  return useChange<Filled, Vendor>({
    run: (filled) => {
      const params = { path: { organization_id: organizationId, name: vendor.name }, header: ifMatch(vendor.version) };
      return ask(api.PUT("/v1/organizations/{organization_id}/service-vendors/{name}", { params, body: accountOf(fields, filled) }));
    },
    refreshes: [settingsKeys.vendors(organizationId), settingsKeys.settings(organizationId), keys.organization(organizationId)],
    showsProblem: true,
  });
}

interface AccountFieldProps {
  field: Field;
  filled: Filled;
  onChange: (filled: Filled) => void;
  error: string | undefined;
}

function AccountField({ field, filled, onChange, error }: AccountFieldProps) {
  const { name, label, hint, isSecret, isOptional, isStored } = field;
  const isRemoved = filled.removed.includes(name);
  const shown = {
    label: isOptional ? `${label} (${words.optional})` : label,
    description: hint || undefined,
    error,
    autoComplete: "off",
    value: filled.values[name] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...filled, values: { ...filled.values, [name]: event.currentTarget.value } }),
  };
  if (!isSecret) return <TextInput {...shown} />;
  const removed = (is: boolean) => (is ? [...filled.removed, name] : filled.removed.filter((one) => one !== name));
  return (
    <div className={style.form}>
      <PasswordInput {...shown} autoComplete="new-password" disabled={isRemoved} placeholder={isStored ? words.stored : ""} />
      {isStored && isOptional && (
        <Checkbox
          size="sm"
          label={words.remove(label)}
          checked={isRemoved}
          onChange={(event) => onChange({ ...filled, removed: removed(event.currentTarget.checked) })}
        />
      )}
    </div>
  );
}

function Refused({ error, fields, load }: { error: unknown; fields: readonly Field[]; load: () => void }) {
  if (error instanceof ApiProblem && error.status === 412) {
    const { way, ...said } = shared.changedMeanwhile;
    return (
      <Note kind="warn" {...said}>
        <Button size="xs" variant="default" onClick={load}>
          {way}
        </Button>
      </Note>
    );
  }
  if (error instanceof ApiProblem && (error.kind === "carrier" || error.status === 429)) return <Note kind="bad" {...words.noAnswer} />;
  if (isAllShown(error, fields.map((one) => one.name))) return null;
  const { remedy, ...said } = toSentence(error);
  const isRefused = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  if (!isRefused) return <Note kind="bad" {...said} remedy={remedy} />;
  const isAccount = "secrets" in fieldProblems(error);
  return <Note kind="bad" title={isAccount ? words.refused : said.title} remedy={`${remedy} ${words.refusedNothing}`} />;
}
