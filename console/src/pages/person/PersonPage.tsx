/** Everything that is held of one person: lists, texts and why, conversation, opt-outs with their proof. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Person } from "../../api/shapes";
import { Badge } from "../../parts/Badge";
import { Note } from "../../parts/Note";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { Phone } from "../../parts/Phone";
import { Time } from "../../parts/Time";
import { writePhone } from "../../parts/writePhone";
import { Actions } from "./Actions";
import { Conversation } from "./Conversation";
import { History } from "./History";
import { Lists } from "./Lists";
import { nameOf } from "./nameOf";
import { personQuery } from "./queries";
import style from "./person.module.css";
import { SentTexts } from "./SentTexts";
import { words } from "./words";

const route = getRouteApi("/signed-in/organizations/$organizationId/contacts/$phone");

export function PersonPage() {
  const { organizationId, phone } = route.useParams();
  const query = useQuery(personQuery(organizationId, phone));
  const person = query.data;
  const name = person && nameOf(person);
  return (
    <Page
      title={name || writePhone(phone)}
      above={
        <Link to="/organizations/$organizationId/contacts" params={{ organizationId }}>
          {words.back}
        </Link>
      }
      beside={person && <StandingBadge person={person} />}
      lead={name ? <Phone value={phone} /> : undefined}
      actions={person && <Actions person={person} />}
    >
      {person === undefined ? (
        <Panel query={query} lines={8}>
          {() => null}
        </Panel>
      ) : (
        <Whole key={phone} person={person} />
      )}
    </Page>
  );
}

function StandingBadge({ person }: { person: Person }) {
  if (person.erased_at) return <Badge tone="bad">{words.standing.erased}</Badge>;
  return person.opted_out ? <Badge tone="bad">{words.standing.out}</Badge> : <Badge tone="good">{words.standing.in}</Badge>;
}

function Whole({ person }: { person: Person }) {
  return (
    <>
      <Standing person={person} />
      <SentTexts phone={person.phone} zone={zoneOf(person)} />
      <div className={style.two}>
        <Conversation person={person} />
        <History changes={person.opt_out_history} />
      </div>
      <Lists contacts={person.contacts} />
    </>
  );
}

/** Only where it is known for sure. */
function zoneOf({ contacts }: Person): string | undefined {
  const zones = new Set(contacts.flatMap((one) => one.time_zones));
  return zones.size === 1 ? [...zones][0] : undefined;
}

function Standing({ person }: { person: Person }) {
  if (person.erased_at) {
    return (
      <Note kind="warn" title={words.standing.erasedTitle} remedy={words.standing.erasedRemedy}>
        <Since at={person.erased_at} />
      </Note>
    );
  }
  if (!person.opted_out) return null;
  return (
    <Note kind="warn" title={words.standing.outTitle} remedy={words.standing.outRemedy}>
      <Since at={person.opted_out_at} />
    </Note>
  );
}

function Since({ at }: { at: string | null }) {
  return (
    <p className="small">
      {words.standing.since} <Time at={at} />
    </p>
  );
}
