"""A member has one number of their own, which nobody else gets."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from groundswell.domain.errors import Conflict, Invalid, NotFound, Stale
from groundswell.domain.number import NumberState
from groundswell.domain.reservation import Wish
from groundswell.tables import campaigns, dedicated_numbers, members, numbers, organizations
from groundswell.tables.numbers import number_rows
from groundswell.usecases.dedicate_number import dedicate_number
from groundswell.usecases.release_number import release_number
from groundswell.usecases.reserve_numbers import reserve_numbers
from tests.support.aws import Aws
from tests.support.build import (
    CAMPAIGN,
    NOON,
    ORGANIZATION,
    SENDER,
    USER,
    a_campaign,
    a_member,
    an_owned_number,
)
from tests.support.carrier import Carrier

At = Callable[[datetime], None]
OTHER = "+13125550101"
TEXTER = "05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f11"


def own(phone: str = SENDER, **changes: object) -> str:
    number_rows.to_row(an_owned_number(phone=phone, **changes)).save()
    return phone


def holder(phone: str) -> str | None:
    return numbers.get(ORGANIZATION, phone).member_id


def test_it_is_reserved_for_the_member_and_no_campaign_gets_it(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    assert dedicate_number(ORGANIZATION, USER, "(312) 555-0100") == SENDER
    assert dedicate_number(ORGANIZATION, USER, SENDER) == SENDER
    number = numbers.get(ORGANIZATION, SENDER)
    assert (number.state, number.member_id) == (NumberState.RESERVED, USER)
    assert members.get(ORGANIZATION, USER).number == SENDER
    campaigns.add(a_campaign())
    at(NOON + timedelta(days=1))
    with pytest.raises(Conflict):
        reserve_numbers(ORGANIZATION, CAMPAIGN, [Wish(area_code="312", count=1)])
    with pytest.raises(Conflict, match="from its member"):
        release_number(ORGANIZATION, SENDER)


def test_another_takes_its_place_and_none_gives_it_back(aws: Aws, carrier: Carrier, at: At) -> None:
    own(), own(OTHER)
    dedicate_number(ORGANIZATION, USER, SENDER)
    dedicate_number(ORGANIZATION, USER, OTHER)
    assert (holder(SENDER), holder(OTHER)) == (None, USER)
    assert numbers.get(ORGANIZATION, SENDER).state is NumberState.AVAILABLE
    assert dedicate_number(ORGANIZATION, USER, None) is None
    assert dedicate_number(ORGANIZATION, USER, None) is None
    assert (holder(OTHER), members.get(ORGANIZATION, USER).number) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": NumberState.ALLOCATED, "campaign_id": CAMPAIGN},
        {"state": NumberState.RESERVED, "member_id": TEXTER},
        {"state": NumberState.RESERVED, "reservation_id": "r", "reserved_until": NOON + timedelta(minutes=1)},
        {"releasing_at": NOON},
    ],
)
def test_a_number_in_use_is_nobodys_own(
    aws: Aws, carrier: Carrier, at: At, changes: dict[str, object]
) -> None:
    own(**changes)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        dedicate_number(ORGANIZATION, USER, SENDER)


def test_a_lapsed_lease_stands_in_nobodys_way(aws: Aws, carrier: Carrier, at: At) -> None:
    own(state=NumberState.RESERVED, reservation_id="r", reserved_until=NOON - timedelta(minutes=1))
    assert dedicate_number(ORGANIZATION, USER, SENDER) == SENDER


@pytest.mark.parametrize("phone", ["+13125550999", "nonsense"])
def test_what_is_no_number_of_the_organization_is_refused(
    aws: Aws, carrier: Carrier, at: At, phone: str
) -> None:
    with pytest.raises(Invalid):
        dedicate_number(ORGANIZATION, USER, phone)


def test_only_members_have_one_and_what_a_former_one_had_is_taken_back(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    own()
    with pytest.raises(NotFound):
        dedicate_number(ORGANIZATION, TEXTER, SENDER)
    members.add(a_member(user_id=TEXTER, email="texter@example.org"))
    dedicate_number(ORGANIZATION, TEXTER, SENDER)
    members.remove(members.get(ORGANIZATION, TEXTER), organizations.get(ORGANIZATION))
    dedicate_number(ORGANIZATION, TEXTER, None)
    assert holder(SENDER) is None
    with pytest.raises(NotFound):
        dedicate_number(ORGANIZATION, TEXTER, None)


def test_two_at_the_same_moment_give_a_member_one_number(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(), own(OTHER)
    give = dedicated_numbers.give

    def meanwhile(*given: object) -> None:
        monkeypatch.setattr(dedicated_numbers, "give", give)
        dedicate_number(ORGANIZATION, USER, OTHER)
        give(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(dedicated_numbers, "give", meanwhile)
    with pytest.raises(Stale):
        dedicate_number(ORGANIZATION, USER, SENDER)
    assert (holder(SENDER), holder(OTHER)) == (None, USER)
