"""What the races are run on: an organization, the blast that is raced, and an earlier one that the carrier refuses."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from groundswell import clock
from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import Contact
from groundswell.domain.identity import SHARDS, derived_id
from groundswell.domain.send import Send
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.fakeservice import FakeService
from groundswell.extensions.service_vendors.texts import Accepted, Declined, OutboundText, SendOutcome
from groundswell.tables import blasts, campaigns, contacts, recipients
from groundswell.tables.ledger import send_rows, shards
from groundswell.tables.ledger.claiming import CHUNK, Candidate, claim
from groundswell.usecases import open_vendor
from groundswell.usecases.open_run import open_run
from groundswell.usecases.send_campaign import send_campaign
from local.bench import scene as scenes
from local.cloud.cloud import Cloud
from local.races.books import Facts, Order, compare
from local.races.moments import Moment, Plan
from local.races.roads import Road, Roads
from local.storm.carrier import OPTED_OUT, SECRET
from local.storm.recount import recount


class Running(Protocol):
    """What the course is handed of the run that it is part of."""

    people: list[str]
    plan: Plan
    cloud: Cloud
    order: Order

    def force(self, moment: Moment, about: Sequence[str]) -> object:
        """Let those opt out whose moment this is."""

    def work_off(self, name: str) -> None:
        """Every message of the queue."""


class RaceCarrier(FakeService):
    """Takes every text but those of the earlier blast, whose people have opted out with the carrier itself."""

    def __init__(self, account: Account, track: Running) -> None:
        super().__init__(account)
        self._track = track
        self.accepted: list[OutboundText] = []

    async def send(self, text: OutboundText) -> SendOutcome:
        if not text.reference.startswith(self._track.order.raced):
            return Declined(code=OPTED_OUT, opted_out=True)
        self.accepted.append(text)
        self._track.force(Moment.AT_CARRIER, [text.to])
        return Accepted(vendor_message_id=f"SM{len(self.accepted)}", segments=1)


class Course:
    def __init__(self, track: Running) -> None:
        self._track = track
        self.organization_id = scenes.an_organization("Races", vendor="fakeservice", account={})
        scene = scenes.a_campaign(
            self.organization_id, people=len(track.people), vendor="fakeservice", state=CampaignState.ACTIVE
        )
        account = Account(
            organization_id=self.organization_id, secrets={"webhook_secret": SECRET}, settings={},
            public_base_url="https://example.org",
        )  # fmt: skip
        self.carrier = RaceCarrier(account, track)
        open_vendor._open[self.organization_id] = (float("inf"), self.carrier)
        list(scenes.load(scene, len(track.people)))
        self.roads = self._roads(scene.senders[0])
        self.campaign_id = scene.campaign_id
        self.blast_id = send_campaign(self.organization_id, scene.campaign_id, "race", scenes.USER).blast_id
        self._plan_blast()

    def _plan_blast(self) -> None:
        self._track.work_off("blast")

    def _forget(self, name: str) -> None:
        """The earlier blast's texts are offered by hand."""
        queue = self._track.cloud.sqs.queues[name]
        for message_id in list(queue.bodies):
            queue.delete(message_id)

    def _roads(self, sender: str) -> Roads:
        """With an earlier text, claimed and not yet offered, to everybody whom the carrier is going to name."""
        phones = [phone for phone, road in self._track.plan.road.items() if road is Road.CARRIER]
        campaign_id = derived_id(self.organization_id, "campaign", "earlier")
        load_id = derived_id(self.organization_id, "load", "earlier")
        contacts.add_first([
            Contact(load_id=load_id, phone=phone, row=row, first_name="Ada", last_name="Moss", zip_code="20001")
            for row, phone in enumerate(phones, 2)
        ])  # fmt: skip
        campaigns.add(Campaign(
            organization_id=self.organization_id, campaign_id=campaign_id, name="Earlier", text=scenes.TEXT,
            state=CampaignState.ACTIVE, fields=("first_name",), load_id=load_id, contacts=len(phones),
            created_at=clock.now(), updated_at=clock.now(), messaging_service_id="MG" + "1" * 32,
        ))  # fmt: skip
        blast = send_campaign(self.organization_id, campaign_id, "earlier", scenes.USER)
        self._plan_blast()
        self._forget("send")
        earlier = {
            send.phone: send for shard in range(SHARDS) for send in self._claim(blast.blast_id, shard, sender)
        }
        return Roads(
            self.organization_id, sender, open_run(self.organization_id, campaign_id, blast.blast_id), earlier
        )

    def _claim(self, blast_id: str, number: int, sender: str) -> list[Send]:
        until = clock.now() + timedelta(hours=1)
        shard = shards.take_lease(blast_id, number, lease_id="earlier", until=until)
        assert shard
        page, claimed = send_rows.read_page(blast_id, number, after="", limit=100_000), list[Send]()
        for start in range(0, len(page), CHUNK):
            known = recipients.get_many(self.organization_id, [send.phone for send in page])
            candidates = [
                Candidate(send=send, recipient=known[send.phone], sender=sender)
                for send in page[start : start + CHUNK]
            ]
            claimed += claim(shard, candidates, claim_id=f"c{start}", at=clock.now(), expires_at=until).sends
        return claimed

    def phones_by_shard(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for item in self._track.cloud.dynamodb.tables["sends"].items():
            if item["blast_shard"]["S"].startswith(self.blast_id) and "phone" in item:
                found[item["blast_shard"]["S"]].append(item["phone"]["S"])
        return found

    def facts(self) -> Facts:
        tables = self._track.cloud.dynamodb.tables
        return Facts(
            sends={
                item["phone"]["S"]: item
                for item in tables["sends"].items()
                if "phone" in item and item["blast_id"]["S"] == self.blast_id
            },
            accepted=Counter(text.to for text in self.carrier.accepted),
            proofs={item["recipient_key"]["S"].partition("#")[2] for item in tables["opt_outs"].items()},
            bystanders=set(self._track.people) - self._track.plan.moment.keys(),
        )

    def compare(self) -> list[str]:
        """Every promise that was broken, in plain words."""
        track, facts = self._track, self.facts()
        blast = blasts.get(self.organization_id, self.campaign_id, self.blast_id)
        is_open = [] if blast.state is BlastState.CLOSED else [f"the blast is {blast.state}, not closed"]
        sends = {f"{self.blast_id}.{item['send_id']['S']}": item for item in facts.sends.values()}
        return [*compare(track.order, track.plan, facts), *recount(blast, sends), *is_open]
