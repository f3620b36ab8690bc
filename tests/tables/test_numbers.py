"""Owned numbers, purchases and reservations in their table: each write is conditional on what was read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from groundswell import clock
from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.number import NumberState, OwnedNumber
from groundswell.domain.reservation import LEASE, Reservation
from groundswell.tables import campaigns, numbers
from groundswell.tables.numbers import number_rows
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, a_campaign, a_phone, an_owned_number

pytestmark = pytest.mark.usefixtures("aws")
JOB = "0b000000-0000-4000-8000-000000000001"


def stored(*found: OwnedNumber) -> None:
    for number in found:
        number_rows.to_row(number).save()


def a_reservation(**changes: object) -> Reservation:
    values = {
        "organization_id": ORGANIZATION,
        "reservation_id": "r1",
        "campaign_id": CAMPAIGN,
        "lapses_at": clock.now() + LEASE,
    }
    return Reservation(**{**values, **changes})


def leased(number: OwnedNumber, reservation: Reservation) -> OwnedNumber:
    return number.become(
        NumberState.RESERVED,
        at=NOON,
        campaign_id=reservation.campaign_id,
        reservation_id=reservation.reservation_id,
        reserved_until=reservation.lapses_at,
    )


def test_a_number_comes_back_whole() -> None:
    number = an_owned_number(
        state=NumberState.ALLOCATED, campaign_id=CAMPAIGN, messaging_service_id="MG1", releasing_at=NOON
    )
    stored(number)
    assert numbers.get(ORGANIZATION, number.phone) == number
    with pytest.raises(NotFound):
        numbers.get("another", number.phone)


def test_a_change_is_refused_when_somebody_was_faster() -> None:
    number = an_owned_number()
    stored(number)
    reservation = a_reservation()
    numbers.move(number, leased(number, reservation))
    with pytest.raises(Stale):
        numbers.move(number, leased(number, replace(reservation, reservation_id="r2")))
    assert numbers.get(ORGANIZATION, number.phone).reservation_id == "r1"


def test_of_many_changes_those_that_came_too_late_come_back() -> None:
    found = [an_owned_number(phone=a_phone(n)) for n in range(150)]
    stored(*found)
    taken = leased(found[120], a_reservation())
    numbers.move(found[120], taken)
    late = numbers.move_all([(n, leased(n, a_reservation(reservation_id="r2"))) for n in found])
    assert late == [found[120]]
    assert numbers.get(ORGANIZATION, found[120].phone) == taken
    assert numbers.get(ORGANIZATION, found[0].phone).reservation_id == "r2"


@pytest.mark.parametrize(("is_committed", "age", "state", "campaign_id"), [
    (False, 0, NumberState.RESERVED, None),
    (False, 61, NumberState.AVAILABLE, None),
    (True, 0, NumberState.RESERVED, CAMPAIGN),
    (True, 61, NumberState.RESERVED, CAMPAIGN),
])  # fmt: skip
def test_readers_honour_committed_reservations_only(
    monkeypatch: pytest.MonkeyPatch, is_committed: bool, age: int, state: NumberState, campaign_id: str | None
) -> None:
    number, reservation, campaign = an_owned_number(), a_reservation(), a_campaign()
    campaigns.add(campaign)
    stored(leased(number, reservation))
    numbers.add_reservation(reservation)
    if is_committed:
        numbers.commit_reservation(reservation, campaign, campaign.change(at=NOON))
    later = clock.now() + timedelta(seconds=age)
    monkeypatch.setattr(clock, "now", lambda: later)
    (seen,) = numbers.list_page(ORGANIZATION, limit=10)[0]
    assert (seen.state, seen.campaign_id) == (state, campaign_id)
    assert len(numbers.list_of_campaign(ORGANIZATION, CAMPAIGN)) == is_committed


def test_a_reservation_that_was_ended_cannot_be_committed() -> None:
    reservation, campaign = a_reservation(lapses_at=NOON), a_campaign()
    campaigns.add(campaign)
    numbers.add_reservation(reservation)
    assert numbers.lapse_reservation(ORGANIZATION, "r1", now=clock.now())
    with pytest.raises(Stale):
        numbers.commit_reservation(reservation, campaign, campaign.change(at=NOON))


def test_a_committed_reservation_neither_lapses_nor_is_undone() -> None:
    number, reservation, campaign = an_owned_number(), a_reservation(lapses_at=NOON), a_campaign()
    campaigns.add(campaign)
    stored(leased(number, reservation))
    numbers.add_reservation(reservation)
    numbers.commit_reservation(reservation, campaign, campaign.change(at=NOON))
    assert not numbers.lapse_reservation(ORGANIZATION, "r1", now=clock.now())
    assert not numbers.undo_reservation(reservation, [leased(number, reservation)], at=NOON)
    assert [one.phone for one in numbers.list_of_campaign(ORGANIZATION, CAMPAIGN)] == [number.phone]


def test_a_pending_reservation_in_time_does_not_lapse() -> None:
    numbers.add_reservation(a_reservation())
    assert not numbers.lapse_reservation(ORGANIZATION, "r1", now=clock.now())


def test_pages_are_filtered_and_go_on_from_their_cursor() -> None:
    stored(*[an_owned_number(phone=a_phone(n)) for n in range(5)], an_owned_number(phone="+13125550199"))
    first, cursor = numbers.list_page(ORGANIZATION, limit=2, area_code="202")
    second, _ = numbers.list_page(ORGANIZATION, limit=10, area_code="202", cursor=cursor)
    assert [number.phone for number in first + second] == [a_phone(n) for n in range(5)]
    assert numbers.list_page("another", limit=10)[0] == []


def test_an_intent_turns_into_a_number_once_and_is_counted_once(aws: Aws) -> None:
    number = an_owned_number()
    purchase = numbers.get_purchase(ORGANIZATION, JOB)
    numbers.add_intents(ORGANIZATION, JOB, [number.phone], at=NOON, purchase=purchase)
    assert [one.phone for one in numbers.list_intents(ORGANIZATION, JOB)] == [number.phone]
    assert numbers.record_bought(JOB, number)
    assert not numbers.record_bought(JOB, number)
    assert numbers.list_intents(ORGANIZATION, JOB) == []
    assert numbers.get_purchase(ORGANIZATION, JOB).bought == 1
    assert numbers.list_all(ORGANIZATION) == [number]


def test_a_number_without_its_intent_is_put_on_record_all_the_same() -> None:
    assert numbers.record_bought(JOB, an_owned_number())
    assert numbers.list_all(ORGANIZATION) == [an_owned_number()]
    assert numbers.get_purchase(ORGANIZATION, JOB).bought == 1


def test_intents_are_refused_when_the_purchase_has_moved_on() -> None:
    purchase = numbers.get_purchase(ORGANIZATION, JOB)
    numbers.add_intents(ORGANIZATION, JOB, [a_phone(1)], at=NOON, purchase=purchase)
    with pytest.raises(Stale):
        numbers.add_intents(ORGANIZATION, JOB, [a_phone(2)], at=NOON, purchase=purchase)
    numbers.drop_intent(ORGANIZATION, JOB, a_phone(1))
    numbers.drop_intent(ORGANIZATION, JOB, a_phone(1))
    assert numbers.list_intents(ORGANIZATION, JOB) == []


def test_a_number_changed_since_it_was_read_is_not_deleted() -> None:
    number = an_owned_number()
    stored(leased(number, a_reservation()))
    with pytest.raises(Stale):
        numbers.delete(number)
    assert numbers.get(ORGANIZATION, number.phone).reservation_id == "r1"
