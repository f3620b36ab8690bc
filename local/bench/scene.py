"""An organization with numbers, a campaign and so many contacts, ready to send; made by the product's own code."""

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell import clock, secrets
from groundswell.domain import phone
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import Contact
from groundswell.domain.identity import derived_id
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.organization import Member, Organization, Role
from groundswell.tables import campaigns, contacts, organizations
from groundswell.tables.numbers import number_rows

USER = "measuring"
TEXT = "Hi {first_name}, it's Ada with the Friends of the River. Will you help us clean the bank on Saturday?"
AREA_CODES = ("202", "212", "312", "415", "512", "602", "617", "702")
FIRST_EXCHANGE = 220
FIRST_NAMES = ("Ada", "Bo", "Chandra", "Dolores", "Emmanuel", "Fay", "Guillermo", "Hedwig")
POOL = 10
PAGE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """`senders` are the campaign's numbers."""

    organization_id: str
    campaign_id: str
    load_id: str
    senders: tuple[str, ...]


def phone_of(number: int) -> str:
    """A valid US number for each number below six million, in turn from eight cities in four time zones."""
    area, rest = AREA_CODES[number % len(AREA_CODES)], number // len(AREA_CODES)
    return f"+1{area}{FIRST_EXCHANGE + rest // 10_000}{rest % 10_000:04d}"


def an_organization(name: str, *, vendor: str, account: dict[str, str]) -> str:
    """The new organization's id, with its vendor's secrets stored."""
    organization_id = derived_id("", "organization", name)
    now = clock.now()
    organization = Organization(
        organization_id=organization_id, name=name, service_vendor=vendor, created_at=now
    )
    owner = Member(
        organization_id=organization_id,
        user_id=USER,
        email="owner@example.org",
        role=Role.OWNER,
        created_at=now,
    )
    organizations.add(organization, owner)
    secrets.put(organization_id, vendor, account)
    return organization_id


def a_campaign(organization_id: str, *, people: int, vendor: str, state: CampaignState) -> Scene:
    """A campaign with its numbers and its audience; `people` contacts must be loaded for it, or are by `load`."""
    campaign_id = derived_id(organization_id, "campaign", str(people))
    load_id = derived_id(organization_id, "load", str(people))
    senders = tuple(f"+1312{FIRST_EXCHANGE}{number:04d}" for number in range(POOL))
    for number, sender in enumerate(senders):
        owned = OwnedNumber(
            organization_id=organization_id, phone=sender, vendor=vendor, vendor_number_id=f"PN{number:032x}",
            area_code="312", state=NumberState.ALLOCATED, campaign_id=campaign_id, bought_at=clock.now(),
        )  # fmt: skip
        number_rows.to_row(owned).save()
    ready = {"load_id": load_id, "contacts": people} if state is CampaignState.ACTIVE else {}
    campaigns.add(Campaign(
        organization_id=organization_id, campaign_id=campaign_id, name="River clean-up", text=TEXT, state=state,
        fields=("first_name",), messaging_service_id="MG" + "0" * 32, created_at=clock.now(),
        updated_at=clock.now(), **ready,  # type: ignore[arg-type]
    ))  # fmt: skip
    return Scene(organization_id=organization_id, campaign_id=campaign_id, load_id=load_id, senders=senders)


def load(scene: Scene, people: int) -> Iterator[int]:
    """Store the contacts page by page; how many there are after each page."""
    for start in range(0, people, PAGE):
        page = [_contact(scene.load_id, number) for number in range(start, min(start + PAGE, people))]
        contacts.add_first(page)
        yield start + len(page)


def _contact(load_id: str, number: int) -> Contact:
    whose = phone_of(number)
    return Contact(
        load_id=load_id, phone=whose, row=number + 2, first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        last_name="Moss", zip_code="20001", custom={"precinct": f"P-{number % 400}"},
        time_zones=phone.time_zones_for(whose),
    )  # fmt: skip


def csv_file(people: int) -> bytes:
    """The same people as an organizer would upload them."""
    rows = (
        f'{FIRST_NAMES[number % len(FIRST_NAMES)]},Moss,"({p[2:5]}) {p[5:8]}-{p[8:]}",20001,P-{number % 400}'
        for number in range(people)
        if (p := phone_of(number))
    )
    return ("First Name,Last Name,Cell Phone,Zip,Precinct\n" + "\n".join(rows) + "\n").encode()
