/** A phone as people write it goes in; who that is comes out, with the way to their page. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { api, ask } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Person } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Card } from "../../parts/Card";
import { Note } from "../../parts/Note";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { NOT_A_PHONE, PhoneSearch } from "../../parts/PhoneSearch";
import { useOrganization } from "../../session/useOrganization";
import { nameOf } from "../person/nameOf";
import style from "./contacts.module.css";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/contacts");

export function FindPerson() {
  const { find = "", campaign } = route.useSearch();
  const { organizationId } = useOrganization();
  const navigate = useNavigate({ from: "/organizations/$organizationId/contacts" });
  const query = useQuery({
    queryKey: [organizationId, "person", "found", find],
    queryFn: () => {
      const params = { path: { organization_id: organizationId }, query: { phone: find } };
      return ask(api.GET("/v1/organizations/{organization_id}/contacts", { params }));
    },
    enabled: find !== "",
  });
  const isNoPhone = query.error instanceof ApiProblem && query.error.status === 422;
  const go = (phone: string) => void navigate({ search: { ...(phone ? { find: phone } : {}), ...(campaign ? { campaign } : {}) }, resetScroll: false });
  return (
    <Card title={words.find.title}>
      <PhoneSearch find={find} onFind={go} label={words.find.label} button={words.find.button} />
      {isNoPhone && <Note kind="bad" {...NOT_A_PHONE} />}
      {find && !isNoPhone && (
        <Panel bare query={query} lines={2}>
          {(person) => <Found person={person} />}
        </Panel>
      )}
    </Card>
  );
}

function Found({ person }: { person: Person }) {
  const { organizationId } = useOrganization();
  const isUnknown = person.contacts.length === 0 && person.conversation === null && person.opt_out_history.length === 0;
  const lists = person.contacts.length;
  return (
    <div className={style.found} role="status">
      <div className={style.who}>
        <p className={style.name}>
          <Link to="/organizations/$organizationId/contacts/$phone" params={{ organizationId, phone: person.phone }}>
            <bdi>{nameOf(person) || words.browse.unnamed}</bdi>
          </Link>
        </p>
        <p className="soft">
          <Phone value={person.phone} /> · {lists > 0 ? words.find.inLists(lists) : words.find.inNone}
          {person.conversation && ` · ${words.find.talks}`}
        </p>
        {isUnknown && <p className="soft">{`${words.find.unknown.title}. ${words.find.unknown.remedy}`}</p>}
      </div>
      {person.opted_out || person.erased_at ? (
        <Badge tone="bad">{person.erased_at ? words.find.erased : words.find.optedOut}</Badge>
      ) : (
        <Badge tone="good">{words.find.mayBeTexted}</Badge>
      )}
      <Button component={Link} to={`/organizations/${organizationId}/contacts/${encodeURIComponent(person.phone)}`} variant="default" size="sm">
        {words.find.open}
      </Button>
    </div>
  );
}
