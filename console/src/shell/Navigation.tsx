/** The places that the person's role may go to: at the side; on a phone the nearest at the bottom, the others behind More. */
import { Menu, UnstyledButton } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import * as Icons from "../look/icons";
import { useOrganization } from "../session/useOrganization";
import { PLACES, type Place } from "./nav";
import style from "./navigation.module.css";
import { words } from "./words";

export function Navigation() {
  const { may } = useOrganization();
  const places = PLACES.filter((place) => may(place.role));
  return (
    <nav className={style.nav} aria-label={words.nav}>
      <ul>
        {places.map((place) => (
          <li key={place.to} className={place.near ? undefined : style.far}>
            <To place={place} className={style.place} />
          </li>
        ))}
        <li className={style.more}>
          <More places={places.filter((place) => !place.near)} />
        </li>
      </ul>
    </nav>
  );
}

function To({ place: { to, name, Icon }, className }: { place: Place; className?: string }) {
  const { organizationId } = useOrganization();
  return (
    <Link to={to} params={{ organizationId }} className={className} activeProps={{ "aria-current": "page" }}>
      <Icon />
      {name}
    </Link>
  );
}

function More({ places }: { places: readonly Place[] }) {
  const { organizationId } = useOrganization();
  const here = useLocation({ select: ({ pathname }) => pathname });
  const isHere = places.some(({ to }) => here.startsWith(to.replace("$organizationId", organizationId)));
  if (places.length === 0) return null;
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={style.place} aria-current={isHere ? "page" : undefined}>
          <Icons.More />
          {words.more}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, name, Icon }) => (
          <Menu.Item key={to} leftSection={<Icon size={18} />} renderRoot={(props) => <Link {...props} to={to} params={{ organizationId }} />}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
