/** One carrier: whether it is in use, its account, and what is done without one's help. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge } from "../../../parts/Badge";
import { CopyField } from "../../../parts/CopyField";
import layout from "../../../parts/layout.module.css";
import { Note } from "../../../parts/Note";
import { Panel } from "../../../parts/Panel";
import { useOrganization } from "../../../session/useOrganization";
import { type Vendor, vendorQuery } from "../queries";
import style from "./carrier.module.css";
import { SIMULATOR, words } from "./words";
import { VendorForm } from "./VendorForm";

interface VendorCardProps {
  name: string;
  /** The carrier in use now; empty if there is none. */
  current: string;
  owned: number | undefined;
}

export function VendorCard({ name, current, owned }: VendorCardProps) {
  const { organizationId } = useOrganization();
  const query = useQuery(vendorQuery(organizationId, name));
  const now = useQuery({ ...vendorQuery(organizationId, current), enabled: current !== "" });
  const isInUse = name === current;
  const isSwitch = current !== "" && !isInUse;
  const nowName = now.data?.display_name ?? current;
  return (
    <Panel
      title={query.data?.display_name ?? name}
      actions={<Badge tone={isInUse ? "good" : "neutral"}>{isInUse ? words.inUse : words.notInUse}</Badge>}
      query={query}
      lines={5}
    >
      {(vendor) => (
        <div className={style.vendor}>
          <div className={layout.form}>
            <p className="soft">{vendor.description}</p>
            {isSwitch && <Switching vendor={vendor} now={nowName} owned={owned} />}
            <VendorForm
              key={vendor.name}
              vendor={vendor}
              newest={query.refetch}
              locked={isSwitch && owned ? words.switching.owned(owned, nowName) : undefined}
            />
          </div>
          <aside className={style.aside} aria-label={words.automatic.title}>
            {isLocal() && vendor.secret_fields.includes("account_sid") && <Simulator />}
            {isInUse && <Automatic vendor={vendor} />}
          </aside>
        </div>
      )}
    </Panel>
  );
}

function Switching({ vendor, now, owned }: { vendor: Vendor; now: string; owned: number | undefined }) {
  const { organizationId } = useOrganization();
  const { switching } = words;
  if (owned === 0) return <Note kind="info" title={switching.title(now)} remedy={switching.free(vendor.display_name, now)} />;
  return (
    <Note kind="warn" title={switching.title(now)} remedy={owned ? switching.owned(owned, now) : switching.unknown(now)}>
      <Link to="/organizations/$organizationId/numbers" params={{ organizationId }}>
        {switching.ownedLink}
      </Link>
    </Note>
  );
}

function Automatic({ vendor }: { vendor: Vendor }) {
  return (
    <>
      <h3 className={style.head}>{words.automatic.title}</h3>
      <ul className={style.list}>
        {words.automatic.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <CopyField label={words.webhook.label} hint={words.webhook.hint} value={vendor.webhook_url} />
    </>
  );
}

function Simulator() {
  const { sid, token, ...said } = words.simulator;
  return (
    <>
      <Note kind="info" {...said} />
      <CopyField label={sid} value={SIMULATOR.account_sid} />
      <CopyField label={token} value={SIMULATOR.auth_token} />
    </>
  );
}

const isLocal = () => ["localhost", "127.0.0.1"].includes(location.hostname);
