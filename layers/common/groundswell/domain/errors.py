"""What can be wrong, in the product's own words; the doors turn these into statuses."""

from collections.abc import Iterable
from dataclasses import dataclass


class GroundswellError(Exception):
    """Anything of ours that a caller may be told about."""


class NotFound(GroundswellError):
    """No such thing, or not of this organization: the caller cannot tell which."""


class Stale(GroundswellError):
    """Somebody else changed it first; load again and decide again."""


class IllegalTransition(GroundswellError):
    """A state that cannot follow the present one."""


class Forbidden(GroundswellError):
    """The caller's role does not allow this."""


class Unauthenticated(GroundswellError):
    """Nobody we know: no token, a wrong password, or a session that has ended."""


class SessionEnded(Unauthenticated):
    """A token from before its sessions were ended."""


class ClientExpired(Unauthenticated):
    """An API client whose time is over."""


class Unconfirmed(Forbidden):
    """A member who has not yet shown that the account's mailbox is theirs."""


class Busy(GroundswellError):
    """Too much at once, here or at somebody we depend on; the same again a little later will do."""


@dataclass(eq=False)
class TooMany(Busy):
    """More requests than are allowed in so short a time; after `seconds` there is room again."""

    seconds: int


@dataclass(eq=False)
class Conflict(GroundswellError):
    """The request is fine but the thing's state does not allow it now; `remedy` says what to do first."""

    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


@dataclass(eq=False)
class Invalid(GroundswellError):
    """One field of a request is wrong; `remedy` says what would be right. `more` are others that are wrong too."""

    field: str
    problem: str
    remedy: str = ""
    more: "tuple[Problem, ...]" = ()

    def __str__(self) -> str:
        return f"{self.field}: {self.problem} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is missing or wrong, and how to put it right."""

    field: str
    problem: str
    remedy: str


class NotReady(Conflict):
    """Something cannot begin yet; `problems` says everything that is missing at once."""

    def __init__(self, what: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        remedy = " ".join(f"{one.problem} {one.remedy}".strip() for one in self.problems)
        super().__init__(what, remedy)
