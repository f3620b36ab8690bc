"""What a cell of the storm is made of: cloud, time, weather, carrier and campaign."""

import random
from collections.abc import Iterable
from typing import Any

from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import GroundswellError
from groundswell.domain.send import Send
from groundswell.extensions.service_vendors.base import Account
from groundswell.observability import logger
from groundswell.usecases import open_vendor
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.release_send import release_send
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.send_campaign import send_campaign
from local.bench import scene as scenes
from local.bench.handlers import consumer, handler
from local.cloud.cloud import Cloud
from local.cloud.definitions import consumers
from local.storm import carrier, virtual_time
from local.storm.carrier import STOP, StormCarrier
from local.storm.virtual_time import VirtualTime
from local.storm.weather import Odds, Weather
from local.storm.witness import Witness, watch_doubts

STOPS_WITHIN = 600.0
"""Seconds over which the people who want no text say so."""


class Scenery:
    def __init__(self, seed: int, post: carrier.Post, odds: Odds | None = None) -> None:
        self.time = VirtualTime()
        self._import_everything()
        virtual_time.install(self.time)
        self.cloud = Cloud(self.time)
        self.weather = Weather(odds or Odds(), random.Random(seed), self.time)
        self.witness = Witness(self.cloud.dynamodb.tables["recipients"])
        self.doubted = watch_doubts(self.cloud.dynamodb.tables["sends"])
        self.given_up: dict[str, int] = {}
        self._seed, self._post = seed, post
        random.seed(seed)  # the jitter between attempts is in virtual time, too
        logger.error = self._note_error  # type: ignore[method-assign]

    def _import_everything(self) -> None:
        for name in consumers():
            consumer(name)
        handler("webhooks/receive_vendor_event")
        handler("jobs/sweep")
        handler("jobs/compare_with_carrier")

    def _note_error(self, message: str, *, extra: dict[str, str], **_: object) -> None:
        """The product's own report of a failure; what comes of an injected fault is not worth telling."""
        if extra.get("error") not in ("Killed", "TimeoutError"):
            self.weather.happened[f"{message}: {extra.get('error')}"] += 1

    def set_up(self, people: int) -> None:
        """A blast has been started; some people are going to say STOP, before or after they are texted."""
        name = f"Cell {self._seed}"
        self.organization_id = scenes.an_organization(name, vendor="fakeservice", account={})
        self.scene = scenes.a_campaign(
            self.organization_id, people=people, vendor="fakeservice", state=CampaignState.ACTIVE
        )
        account = Account(
            organization_id=self.organization_id, secrets={"webhook_secret": carrier.SECRET}, settings={},
            public_base_url="https://example.org",
        )  # fmt: skip
        self.carrier = StormCarrier(account, self.weather, self._post)
        open_vendor._open[self.organization_id] = (float("inf"), self.carrier)
        list(scenes.load(self.scene, people))
        self.people = people
        blast = send_campaign(self.organization_id, self.scene.campaign_id, "storm", scenes.USER)
        self.blast_id = blast.blast_id
        for number in range(people):
            if self.weather.dice.random() < self.weather.odds.stops:
                seconds = self.weather.dice.uniform(0, STOPS_WITHIN)
                self.carrier.text_in(scenes.phone_of(number), STOP, seconds)

    def webhook(self, body: dict[str, str]) -> dict[str, Any]:
        return carrier.webhook(self.organization_id, body)

    def pause(self) -> bool:
        """Whether it could be paused; from then on nothing may be claimed."""
        calm, self.weather.stormy = self.weather.stormy, False
        try:
            pause_campaign(self.organization_id, self.scene.campaign_id)
            self.witness.paused = True
        except GroundswellError:
            return False
        finally:
            self.weather.stormy = calm
        self.weather.happened["pauses"] += 1
        return True

    def resume(self) -> None:
        calm, self.weather.stormy, self.witness.paused = self.weather.stormy, False, False
        try:
            resume_campaign(self.organization_id, self.scene.campaign_id)
        finally:
            self.weather.stormy = calm

    def release(self, sends: Iterable[Send]) -> None:
        """A person has looked at these texts, and has each of them tried once more."""
        for send in sends:
            release_send(
                self.organization_id, self.scene.campaign_id, self.blast_id, send.send_id,
                reason="Not in the carrier's list.", user_id=scenes.USER,
            )  # fmt: skip

    def is_over(self) -> bool:
        """Looked up behind the product's back, so that looking costs nothing and fails nowhere."""
        key = f"{self.organization_id}#{self.scene.campaign_id}", self.blast_id
        record = self.cloud.dynamodb.tables["blasts"].get(key)
        return record is not None and record.item["state"]["S"] == BlastState.CLOSED.value
