"""A campaign from its contacts to its closed blast, driven message by message as SQS would."""

from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import Contact
from groundswell.domain.number import NumberState
from groundswell.messages import DeliverShard, RunBlast
from groundswell.tables import campaigns, contacts
from groundswell.tables.numbers import number_rows
from groundswell.usecases.deliver_shard import deliver_shard
from groundswell.usecases.run_blast import run_blast
from groundswell.usecases.send_campaign import send_campaign
from tests.support.aws import Aws
from tests.support.build import (
    CAMPAIGN,
    LOAD,
    ORGANIZATION,
    SENDER,
    USER,
    a_campaign,
    a_contact,
    a_phone,
    an_owned_number,
)

KEY = "the-key"


def an_active_campaign(
    people: int, *, text: str = "Hi {first_name}!", pool: int = 2, **changes: object
) -> Campaign:
    """A campaign that has been started, with so many contacts and numbers."""
    found = [a_contact(phone=a_phone(n), row=n + 2, first_name=f"P{n}") for n in range(people)]
    store(*found)
    for number in range(pool):
        phone = f"{SENDER[:-1]}{number}"
        owned = an_owned_number(phone=phone, state=NumberState.ALLOCATED, campaign_id=CAMPAIGN)
        number_rows.to_row(owned).save()
    campaign = a_campaign(
        state=CampaignState.ACTIVE, text=text, load_id=LOAD, contacts=people,
        fields=("first_name",), messaging_service_id="MG1", **changes,
    )  # fmt: skip
    campaigns.add(campaign)
    return campaign


def store(*people: Contact) -> None:
    for start in range(0, len(people), 500):
        contacts.add_first(people[start : start + 500])


def send_now(key: str = KEY) -> Blast:
    return send_campaign(ORGANIZATION, CAMPAIGN, key, USER)


def plan(aws: Aws) -> None:
    """Everything on the blast queue is worked off."""
    while messages := aws.take(RunBlast):
        for message in messages:
            run_blast(message)


def deliver(aws: Aws, *, rounds: int = 20) -> int:
    """Everything on the send queue is worked off, at most so many times over; how many messages that took."""
    count = 0
    for _ in range(rounds):
        messages = aws.take(DeliverShard)
        if not messages:
            break
        for message in messages:
            deliver_shard(message)
            count += 1
    return count


def whole_blast(aws: Aws) -> Blast:
    blast = send_now()
    plan(aws)
    deliver(aws)
    return blast
