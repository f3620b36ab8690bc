/** The places that the person's role may go to: at the side, on a phone at the bottom. */
import { Link } from "@tanstack/react-router";
import { useOrganization } from "../session/useOrganization";
import { PLACES } from "./nav";
import style from "./shell.module.css";
import { words } from "./words";

export function Navigation() {
  const { organizationId, may } = useOrganization();
  return (
    <nav className={style.nav} aria-label={words.nav}>
      <ul>
        {PLACES.filter((place) => may(place.role)).map(({ to, name, Icon }) => (
          <li key={to}>
            <Link to={to} params={{ organizationId }} className={style.place} activeProps={{ "aria-current": "page" }}>
              <Icon />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
