"""All that the fake carrier knows of each organization, in this process's memory; tests look into it and script it."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.errors import VendorRefused
from groundswell.extensions.service_vendors.fakeservice.advice import NO_SUCH_SERVICE
from groundswell.extensions.service_vendors.texts import OutboundText
from groundswell.messages import TextReceived


@dataclass
class Pool:
    """A messaging service of the fake carrier."""

    label: str
    numbers: list[str] = field(default_factory=list)


@dataclass
class World:
    """What the fake carrier knows of one organization. `received` is what it would list, known to us or not;
    `fates` are by reference, SENT where unset; `owned` are vendor ids by phone; `stock` is how many numbers are
    on sale in an area code, 100 where unset; each call takes `seconds`."""

    sent: list[OutboundText] = field(default_factory=list)
    received: list[TextReceived] = field(default_factory=list)
    fates: dict[str, tuple[SendState, str | None]] = field(default_factory=dict)
    owned: dict[str, str] = field(default_factory=dict)
    services: dict[str, Pool] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    failures: dict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    stock: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def fail(self, method: str, *errors: Exception) -> None:
        """Let the next calls of `method` raise these, one each, before anything is done."""
        self.failures[method].extend(errors)

    def pool(self, messaging_service_id: str) -> Pool:
        """The messaging service; VendorRefused if there is none of that id."""
        if messaging_service_id not in self.services:
            raise VendorRefused(NO_SUCH_SERVICE)
        return self.services[messaging_service_id]

    def take_out(self, vendor_number_id: str) -> None:
        """The number is in no messaging service any more."""
        for pool in self.services.values():
            pool.numbers = [one for one in pool.numbers if one != vendor_number_id]


_worlds: dict[str, World] = defaultdict(World)


def world(organization_id: str) -> World:
    """The organization's own, empty at first."""
    return _worlds[organization_id]


def forget() -> None:
    """Begin anew."""
    _worlds.clear()
