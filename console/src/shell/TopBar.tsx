/** Above every page: whose organization this is, STOP ALL, the colours, and the person. */
import { ActionIcon, Button, Menu, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { Me } from "../api/shapes";
import * as Icons from "../look/icons";
import { useOrganization } from "../session/useOrganization";
import { StopAll } from "./StopAll";
import style from "./topBar.module.css";
import { useSignOut } from "./useSignOut";
import { words } from "./words";

export function TopBar({ me }: { me: Me }) {
  const { may } = useOrganization();
  return (
    <header className={style.bar}>
      <div className={style.brand}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        <Organizations me={me} />
      </div>
      <div className={style.tools}>
        {may("ADMIN") && <StopAll />}
        <span className={style.wide}>
          <Colours />
        </span>
        <Person me={me} />
      </div>
    </header>
  );
}

function Organizations({ me }: { me: Me }) {
  const { organizationId, name } = useOrganization();
  const navigate = useNavigate();
  if (me.memberships.length < 2) return <span className={style.organization}>{name}</span>;
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button variant="subtle" color="gray" className={style.switch} rightSection={<Icons.Chevron size={16} />} aria-label={`${words.switchOrganization}: ${name}`}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={style.organizations}>
        <Menu.Label>{words.switchOrganization}</Menu.Label>
        {me.memberships.map((one) => (
          <Menu.Item
            key={one.organization_id}
            rightSection={one.organization_id === organizationId ? <Icons.Check size={16} /> : undefined}
            onClick={() => void navigate({ to: "/organizations/$organizationId/today", params: { organizationId: one.organization_id } })}
          >
            <bdi>{one.organization_name}</bdi>
            <span className="soft small"> {words.roles[one.role]}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useOtherColours() {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true }); // else it writes a <style> element
  const isDark = useComputedColorScheme("light") === "dark";
  return isDark
    ? { label: words.toLight, icon: <Icons.Sun />, go: () => setColorScheme("light") }
    : { label: words.toDark, icon: <Icons.Moon />, go: () => setColorScheme("dark") };
}

function Colours() {
  const { label, icon, go } = useOtherColours();
  return (
    <ActionIcon variant="subtle" color="gray" size={40} aria-label={label} title={label} onClick={go} className={style.tool}>
      {icon}
    </ActionIcon>
  );
}

function Person({ me }: { me: Me }) {
  const { organizationId, role } = useOrganization();
  const navigate = useNavigate();
  const leave = useSignOut();
  const next = useOtherColours();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={words.menu} className={style.tool}>
          <Icons.Person />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.email}
          <br />
          {words.roles[role]}
        </Menu.Label>
        <Menu.Item className={style.narrow} leftSection={next.icon} onClick={next.go}>
          {next.label}
        </Menu.Item>
        <Menu.Item leftSection={<Icons.Settings size={18} />} onClick={() => void navigate({ to: "/organizations/$organizationId/account", params: { organizationId } })}>
          {words.account}
        </Menu.Item>
        <Menu.Item leftSection={<Icons.SignOut size={18} />} onClick={() => void leave()}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
