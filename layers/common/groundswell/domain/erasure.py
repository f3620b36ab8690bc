"""Somebody who was erased is known by a keyed hash alone: it tells them again, but not who they are."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

NOBODY = "~"
"""What stands in a send where the phone was."""
GONE = "(erased)"
"""What stands where a text to one person was."""


def person_id(key: str, organization_id: str, phone: str) -> str:
    """The same for the same phone of the same organization; without the key nobody can find it by trying phones."""
    return _digest(key, f"{organization_id}\n{phone}")


def key_id(key: str) -> str:
    """Tells one key from another without giving it away."""
    return _digest(key, "key")[:8]


def short(person: str) -> str:
    """What people get to see, in the audit and of jobs."""
    return person[:8]


def _digest(key: str, text: str) -> str:
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """`opted_out_at` is set if the person had opted out before."""

    organization_id: str
    person_id: str
    erased_at: datetime
    opted_out_at: datetime | None = None


class Stage(StrEnum):
    """What a round goes over, in this order."""

    SENDS = "SENDS"
    CAMPAIGN_LOADS = "CAMPAIGN_LOADS"
    LOADS = "LOADS"
    REST = "REST"

    @property
    def following(self) -> "Stage":
        stages = list(Stage)
        return stages[stages.index(self) + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The cursor of an erasure's job: it goes over everything, round after round, until one finds nothing to do.

    `after` is where its stage goes on. A round counts what it has `changed`, the texts that it found, and those
    that wait for the carrier's word on them.
    """

    phone: str
    person: str
    number: int = 0
    stage: Stage = Stage.SENDS
    after: Any = None
    changed: int = 0
    waiting: int = 0
    texts: int = 0
    at_carrier: tuple[str, ...] = ()

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "Round":
        own = {"stage": Stage(cursor["stage"]), "at_carrier": tuple(cursor["at_carrier"])}
        return cls(**{**cursor, **own})

    def to_cursor(self) -> dict[str, Any]:
        return {**asdict(self), "stage": self.stage.value, "at_carrier": list(self.at_carrier)}

    def next_stage(self) -> "Round":
        return replace(self, stage=self.stage.following, after=None)

    def following(self) -> "Round":
        return Round(phone=self.phone, person=self.person, number=self.number + 1)
