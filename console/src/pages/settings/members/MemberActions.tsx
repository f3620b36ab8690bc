/** What an owner can do with one member, behind one button in their row. */
import { Button, Menu } from "@mantine/core";
import { useRef, useState } from "react";
import type { Member } from "../../../api/shapes";
import * as Icons from "../../../look/icons";
import layout from "../../../parts/layout.module.css";
import { memberName } from "../../../parts/memberName";
import { useMe } from "../../../session/useOrganization";
import { LeaveDialog } from "./LeaveDialog";
import { RemoveDialog, RenewDialog, RoleDialog, SwitchDialog } from "./MemberDialogs";
import { NumberDialog } from "./NumberDialog";
import { isLastOwner } from "./who";
import { words } from "./words";

type Act = "role" | "number" | "invitation" | "switch" | "remove" | "leave";
const DIALOGS = { role: RoleDialog, number: NumberDialog, invitation: RenewDialog, switch: SwitchDialog, remove: RemoveDialog };

export function MemberActions({ member, all }: { member: Member; all: readonly Member[] }) {
  const me = useMe();
  const [act, setAct] = useState<Act>();
  const isMe = member.user_id === me.data?.user_id;
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAct(undefined);
    opener.current?.focus();
  };
  const Shown = act && act !== "leave" ? DIALOGS[act] : undefined;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button ref={opener} className={layout.touch} variant="subtle" size="compact-sm" aria-label={words.actionsOf(memberName(member))} rightSection={<Icons.Chevron size={14} />}>
            {words.change}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAct("role")}>{words.do.role}</Menu.Item>
          <Menu.Item onClick={() => setAct("number")}>{member.number ? words.do.numberChange : words.do.number}</Menu.Item>
          {!isMe && <Menu.Item onClick={() => setAct("invitation")}>{words.do.invitation}</Menu.Item>}
          {!isMe && <Menu.Item onClick={() => setAct("switch")}>{member.active ? words.do.off : words.do.on}</Menu.Item>}
          <Menu.Item onClick={() => setAct(isMe ? "leave" : "remove")}>{isMe ? words.leaving.action : words.do.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Shown && <Shown member={member} onClose={close} />}
      {act === "leave" && <LeaveDialog isLast={isLastOwner(member, all)} onClose={close} />}
    </>
  );
}
