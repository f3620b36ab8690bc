/** The carriers there are: which is in use, and the account with it. */
import { useQuery } from "@tanstack/react-query";
import { numberCountsQuery, settingsQuery } from "../../../api/queries";
import layout from "../../../parts/layout.module.css";
import { Note } from "../../../parts/Note";
import { Panel } from "../../../parts/Panel";
import { useOrganization } from "../../../session/useOrganization";
import { ownedIn } from "../../numbers/inventory";
import { VendorCard } from "./VendorCard";
import { words } from "./words";

export function CarrierSection() {
  const { organizationId } = useOrganization();
  const settings = useQuery({ ...settingsQuery(organizationId), staleTime: 0 });
  const owned = useOwned();
  return (
    <Panel bare query={settings} lines={8}>
      {({ available_service_vendors = [], service_vendor }) => {
        const names = [...available_service_vendors].sort((one, other) => Number(other === service_vendor) - Number(one === service_vendor));
        return (
          <div className={layout.stack}>
            <p className="soft">{words.lead}</p>
            {!service_vendor && <Note kind="info" {...words.none} />}
            {names.map((name) => (
              <VendorCard key={name} name={name} current={service_vendor} owned={owned} />
            ))}
          </div>
        );
      }}
    </Panel>
  );
}

/** How many numbers the organization owns, as far as that is known: they keep it at its carrier. */
function useOwned(): number | undefined {
  const { organizationId } = useOrganization();
  const { data } = useQuery(numberCountsQuery(organizationId));
  return data && ownedIn(data);
}
