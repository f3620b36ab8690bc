"""A user goes in; every access token that they hold is refused from here on, in all of their organizations."""

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from groundswell import clock
from groundswell.domain.errors import NotFound
from groundswell.tables import members, organizations


def end_tokens(user_id: str, *, confirm: bool = False) -> None:
    """`confirm`: they have just shown that the account's mailbox is theirs."""
    found = [member.organization_id for _, member in organizations.list_memberships(user_id)]
    end_tokens_in(found, user_id, confirm=confirm)


def end_tokens_in(organization_ids: Iterable[str], user_id: str, *, confirm: bool = False) -> None:
    """A token tells its time in whole seconds, so this waits for the next one: tokens made afterwards count."""
    at = _next_second(clock.real_now())
    for organization_id in organization_ids:
        with suppress(NotFound):
            members.end_tokens(organization_id, user_id, at, confirm=confirm)
    wait_until(at)


def _next_second(now: datetime) -> datetime:
    return now.replace(microsecond=0) + timedelta(seconds=1)


def wait_until(at: datetime) -> None:
    time.sleep(max(0.0, (at - clock.real_now()).total_seconds()))
