/** Name, hours, automatic answers, how long data is kept, and pace: an owner changes them, an admin sees them. */
import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../../api/queries";
import { CopyField } from "../../../parts/CopyField";
import layout from "../../../parts/layout.module.css";
import { Panel } from "../../../parts/Panel";
import { useOrganization } from "../../../session/useOrganization";
import { OrganizationFacts } from "./OrganizationFacts";
import { OrganizationForm } from "./OrganizationForm";
import { words } from "./words";

export function OrganizationSection() {
  const { organizationId, may } = useOrganization();
  const query = useQuery({ ...settingsQuery(organizationId), staleTime: 0 });
  return (
    <Panel bare query={query} lines={10}>
      {(settings) => (
        <div className={layout.stack}>
          {may("OWNER") ? <OrganizationForm settings={settings} newest={query.refetch} /> : <OrganizationFacts settings={settings} />}
          {settings.opt_out_page_url && (
            <Panel title={words.optOutPage.title} query={query}>
              {() => <CopyField label={words.optOutPage.label} hint={words.optOutPage.hint} value={settings.opt_out_page_url ?? ""} />}
            </Panel>
          )}
        </div>
      )}
    </Panel>
  );
}
