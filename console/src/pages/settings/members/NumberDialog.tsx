/** A number of a member's own: one of those that are free, or none. */
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import type { Member } from "../../../api/shapes";
import { Dialog } from "../../../parts/Dialog";
import { DialogForm } from "../../../parts/DialogForm";
import { Empty } from "../../../parts/Empty";
import { memberName } from "../../../parts/memberName";
import { Panel } from "../../../parts/Panel";
import { writePhone } from "../../../parts/writePhone";
import { useOrganization } from "../../../session/useOrganization";
import { Trouble } from "../Trouble";
import { useDedicate } from "./useMemberChanges";
import type { ActProps } from "./who";
import { words } from "./words";

export function NumberDialog({ member, onClose }: ActProps) {
  const { organizationId } = useOrganization();
  const free = useQuery({
    queryKey: [organizationId, "numbers", "free"],
    queryFn: () => {
      const params = { path: { organization_id: organizationId }, query: { state: "AVAILABLE" as const, limit: 200 } };
      return ask(api.GET("/v1/organizations/{organization_id}/numbers", { params }));
    },
  });
  const { none } = words.dedicating;
  const way = (
    <Link to="/organizations/$organizationId/numbers" params={{ organizationId }}>
      {none.way}
    </Link>
  );
  return (
    <Dialog opened onClose={onClose} title={words.dedicating.title(memberName(member))}>
      <p className="soft">{words.dedicating.lead}</p>
      <Panel
        bare
        query={free}
        lines={2}
        empty={{
          when: ({ items }) => items.length === 0 && !member.number,
          show: (
            <Empty title={none.title} action={way}>
              {none.remedy}
            </Empty>
          ),
        }}
      >
        {({ items }) => <Choice member={member} free={items.map((one) => one.phone)} onClose={onClose} />}
      </Panel>
    </Dialog>
  );
}

function Choice({ member, free, onClose }: { member: Member; free: readonly string[]; onClose: () => void }) {
  const [phone, setPhone] = useState(member.number ?? free[0] ?? "");
  const dedicate = useDedicate(member);
  const offered = member.number ? [member.number, ...free] : free;
  return (
    <DialogForm
      onSubmit={() => (phone === (member.number ?? "") ? onClose() : dedicate.mutate(phone || null, { onSuccess: onClose }))}
      onLeave={onClose}
      confirm={words.dedicating.submit}
      isBusy={dedicate.isPending}
    >
      <NativeSelect
        label={words.dedicating.label}
        value={phone}
        data={[{ value: "", label: words.dedicating.nobody }, ...offered.map((one) => ({ value: one, label: writePhone(one) }))]}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Trouble error={dedicate.error} close={onClose} />
    </DialogForm>
  );
}
