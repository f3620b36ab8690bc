"""An organization is a tenant; a member is a person, or an API client, with a role in it."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from groundswell.domain.pacing import Pace


class Role(StrEnum):
    OWNER = "OWNER"
    ADMIN = "ADMIN"
    TEXTER = "TEXTER"


class MemberKind(StrEnum):
    PERSON = "PERSON"
    CLIENT = "CLIENT"


CONFIRMATION = "You will receive no more messages from {organization}. Reply START to resubscribe."
HELP = "{organization}: you get these texts because your number is on our list. Reply STOP to get no more."
_RANK = {Role.TEXTER: 1, Role.ADMIN: 2, Role.OWNER: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """`opens` and `closes` are wall times in the recipient's zone; they may only narrow 08:00-21:00.

    People's data of campaigns that ended more than `retention_days` ago is forgotten; None: never.
    """

    organization_id: str
    name: str
    service_vendor: str = "twilio"
    service_managers: tuple[str, ...] = ()
    opens: time = time(8)
    closes: time = time(21)
    pace: Pace | None = None  # None: as fast as the carrier takes them
    opt_out_confirmation: str = CONFIRMATION  # empty: none is sent
    help_answer: str = HELP
    retention_days: int | None = None
    vendor_settings: dict[str, str] = field(default_factory=dict)  # nothing secret: those are in SSM
    created_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Not `confirmed`: another organization made the account, and nobody has shown that the mailbox is theirs."""

    organization_id: str
    user_id: str
    email: str
    role: Role
    active: bool = True
    kind: MemberKind = MemberKind.PERSON
    name: str = ""
    confirmed: bool = True
    number: str | None = None  # dedicated: this member's texts go out from it
    expires_at: datetime | None = None  # an API client's
    last_used_at: datetime | None = None  # when an API client last asked for a token
    tokens_valid_from: datetime | None = None  # older access tokens are refused
    created_at: datetime | None = None
    version: int = 0

    def may(self, role: Role) -> bool:
        """Whether this member has at least `role`."""
        return self.active and _RANK[self.role] >= _RANK[role]

    @property
    def is_owner(self) -> bool:
        return self.active and self.role is Role.OWNER

    def has_expired(self, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at

    def honours(self, issued_at: datetime | None) -> bool:
        """Whether an access token of that time still counts; one that does not say its time only where any would do."""
        return self.tokens_valid_from is None or (
            issued_at is not None and issued_at >= self.tokens_valid_from
        )
