"""Whom the door lets in, by what stands on their member's row, in one read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import ClientExpired, Forbidden, SessionEnded, Unauthenticated, Unconfirmed
from groundswell.domain.organization import Role
from groundswell.entrypoints.identity import Access, admit
from groundswell.tables import members, organizations
from tests.support.build import ORGANIZATION, USER, a_member, an_organization
from tests.support.http import an_event

NOW = datetime(2026, 3, 10, 16, tzinfo=UTC)
PATH = {"organization_id": ORGANIZATION}


@pytest.fixture(autouse=True)
def clocked(aws, monkeypatch):
    monkeypatch.setattr(clock, "real_now", lambda: NOW)


def stand(**changes):
    organizations.add(an_organization(), replace(a_member(), **changes))


def knock(iat=None, role=Role.TEXTER):
    claims = {"sub": USER, **({} if iat is None else {"iat": iat})}
    return admit(role, an_event("GET", "/", claims=claims), PATH)


def seconds(at):
    return str(int(at.timestamp()))


def test_everything_it_asks_is_one_read(monkeypatch):
    stand(tokens_valid_from=NOW, expires_at=NOW + timedelta(days=1))
    asked = []
    both = organizations.find_both
    monkeypatch.setattr(organizations, "find_both", lambda *ids: asked.append(ids) or both(*ids))
    for other in ("get", "list_all"):
        monkeypatch.setattr(members, other, lambda *_: pytest.fail("another read"))
    assert knock(seconds(NOW)).member.user_id == USER
    assert len(asked) == 1


@pytest.mark.parametrize("iat", [NOW, NOW + timedelta(hours=1)])
def test_a_token_from_the_moment_on_is_honoured(iat):
    stand(tokens_valid_from=NOW)
    assert knock(seconds(iat)).issued_at == iat


@pytest.mark.parametrize("iat", [None, "", "soon", "nan", "inf", seconds(NOW - timedelta(seconds=1))])
def test_an_older_token_and_one_without_a_readable_time_are_not(iat):
    stand(tokens_valid_from=NOW)
    with pytest.raises(SessionEnded):
        knock(iat)


def test_without_an_end_any_token_will_do():
    stand()
    assert knock().member.user_id == USER


def test_the_moment_of_expiry_is_too_late():
    stand(expires_at=NOW)
    with pytest.raises(ClientExpired):
        knock()


def test_who_is_not_confirmed_may_do_nothing():
    stand(confirmed=False, role=Role.OWNER)
    with pytest.raises(Unconfirmed):
        knock()


def test_switched_off_says_nothing_of_confirming():
    stand(confirmed=False, active=False)
    with pytest.raises(Forbidden) as refused:
        knock()
    assert type(refused.value) is Forbidden


def test_a_route_of_no_organization_asks_only_for_a_verified_subject():
    assert admit(Access.SIGNED_IN, an_event("GET", "/", user=USER), {}).user_id == USER
    with pytest.raises(Unauthenticated):
        admit(Access.SIGNED_IN, an_event("GET", "/"), {})
