"""Five people whose texts fall into two shards, so that each try is quick, and what is said of them."""

from groundswell import clock
from groundswell.domain import identity
from groundswell.domain.blast import Blast
from groundswell.domain.conversation import Direction, Keyword, Text
from groundswell.messages import DeliverShard
from groundswell.tables import blasts, conversations
from tests.promises.road import Road
from tests.support.blast_road import KEY, an_active_campaign, send_now, store
from tests.support.build import CAMPAIGN, ORGANIZATION, a_contact, a_phone

PEOPLE = 5
NUMBERS = [
    n
    for n in range(2_000)
    if identity.shard_of(identity.send_id(identity.blast_id(CAMPAIGN, KEY), a_phone(n))) < 2
][:PEOPLE]
PHONES = [a_phone(n) for n in NUMBERS]


def a_campaign_ready_to_send(road: Road) -> None:
    an_active_campaign(people=0)
    store(*(a_contact(phone=a_phone(n), row=n + 2, first_name=f"P{n}") for n in NUMBERS))


def a_planned_blast(road: Road) -> Blast:
    a_campaign_ready_to_send(road)
    blast = send_now()
    road.work()
    road.pending = [m for m in road.pending if isinstance(m, DeliverShard) and m.shard < 2]
    road.edge.wire.set()
    return blast


def blast_now() -> Blast:
    (blast,) = blasts.list_of(ORGANIZATION, CAMPAIGN)
    return blast


def stop(phone: str, message_id: str = "m1", keyword: Keyword = Keyword.STOP) -> None:
    text = Text(
        organization_id=ORGANIZATION, phone=phone, message_id=message_id, direction=Direction.IN,
        body=keyword, at=clock.now(), keyword=keyword,
    )  # fmt: skip
    conversations.add_inbound(text)
