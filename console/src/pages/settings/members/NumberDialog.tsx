/** A number of a member's own: one of those that are free, or none. */
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ask } from "../../../api/client";
import { Dialog } from "../../../parts/Dialog";
import dialog from "../../../parts/dialog.module.css";
import { Empty } from "../../../parts/Empty";
import { Panel } from "../../../parts/Panel";
import { writePhone } from "../../../parts/writePhone";
import { useOrganization } from "../../../session/useOrganization";
import type { Member } from "../queries";
import { Trouble } from "../Trouble";
import { words as shared } from "../words";
import { useDedicate } from "./useMemberChanges";
import { type ActProps, nameOf } from "./who";
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
    <Dialog opened onClose={onClose} title={words.dedicating.title(nameOf(member))}>
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
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (phone === (member.number ?? "")) onClose();
        else dedicate.mutate(phone || null, { onSuccess: onClose });
      }}
    >
      <NativeSelect
        label={words.dedicating.label}
        value={phone}
        data={[{ value: "", label: words.dedicating.nobody }, ...offered.map((one) => ({ value: one, label: writePhone(one) }))]}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Trouble error={dedicate.error} close={onClose} />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {shared.cancel}
        </Button>
        <Button type="submit" loading={dedicate.isPending}>
          {words.dedicating.submit}
        </Button>
      </div>
    </form>
  );
}
