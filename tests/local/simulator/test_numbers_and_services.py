"""Buying, moving and releasing numbers as the SDK sees it."""

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.local.simulator.test_messages import code_of
from tests.support.simulator import Stage


def test_searches_find_the_same_free_numbers_until_one_is_bought(stage: Stage):
    search = stage.client().available_phone_numbers("US").local.list
    first = [number.phone_number for number in search(area_code=646, limit=5)]
    assert len(set(first)) == 5
    assert all(phone.startswith("+1646") and phone[5:8] != "555" for phone in first)
    stage.client().incoming_phone_numbers.create(phone_number=first[0])
    assert [number.phone_number for number in search(area_code=646, limit=4)] == first[1:]


def test_a_search_gives_at_most_thirty_numbers_however_many_are_wanted(stage: Stage):
    search = stage.client().available_phone_numbers("US").local.list
    assert len(search(area_code=646, limit=500, page_size=500)) == 30


def test_a_scarce_area_code_runs_dry(stage: Stage):
    client = stage.client()
    search = client.available_phone_numbers("US").local.list
    for number in search(area_code=212):
        client.incoming_phone_numbers.create(phone_number=number.phone_number)
    assert len(client.incoming_phone_numbers.list()) == 7
    assert search(area_code=212) == []
    assert code_of(lambda: client.incoming_phone_numbers.create(area_code="212")) == 21452
    stage.control("POST", "numbers/supply", {"area_code": "212", "left": 2})
    assert len(search(area_code=212)) == 2


def test_area_codes_nobody_has_give_an_empty_list(stage: Stage):
    assert stage.client().available_phone_numbers("US").local.list(area_code=999) == []


def test_toll_free_numbers_are_for_sale(stage: Stage):
    numbers = stage.client().available_phone_numbers("US").toll_free.list(area_code=888, limit=3)
    assert [number.phone_number[:5] for number in numbers] == ["+1888"] * 3


def test_a_bought_number_keeps_its_settings_and_is_found_by_phone(stage: Stage):
    client = stage.client()
    bought = stage.buy()
    client.incoming_phone_numbers(bought.sid).update(
        friendly_name="Campaign 7", sms_url="https://example.com/in"
    )
    (found,) = client.incoming_phone_numbers.list(phone_number=bought.phone_number)
    assert (found.sid, found.friendly_name, found.sms_url) == (
        bought.sid,
        "Campaign 7",
        "https://example.com/in",
    )


def test_a_number_is_sold_once(stage: Stage):
    bought = stage.buy()
    buy = stage.client().incoming_phone_numbers.create
    assert code_of(lambda: buy(phone_number=bought.phone_number)) == 21422
    stage.control("POST", "settings", {"rebuy_own_number": "update"})
    assert buy(phone_number=bought.phone_number).sid == bought.sid


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"phone_number": "+15005550000"}, 21422),
        ({"phone_number": "+15005550001"}, 21421),
        ({"phone_number": "+1212"}, 21421),
        ({"phone_number": "+12125550100"}, 21422),
        ({"area_code": "533"}, 21452),
        ({"area_code": "9"}, 21451),
    ],
)
def test_numbers_that_are_not_for_sale_are_refused(stage: Stage, wanted: dict, code: int):
    assert code_of(lambda: stage.client().incoming_phone_numbers.create(**wanted)) == code


def test_the_magic_numbers_can_always_be_bought(stage: Stage):
    buy = stage.client().incoming_phone_numbers.create
    assert buy(phone_number="+15005550006").phone_number == "+15005550006"
    assert buy(area_code="500").phone_number == "+15005550006"


def test_a_released_number_is_gone_for_its_account_and_its_service(stage: Stage):
    service, number = stage.service_with_number()
    assert stage.client().incoming_phone_numbers(number.sid).delete()
    assert code_of(lambda: stage.client().incoming_phone_numbers(number.sid).delete()) == 20404
    assert service.phone_numbers.list() == []


def test_a_service_is_created_changed_listed_and_deleted(stage: Stage):
    client = stage.client()
    service = client.messaging.v1.services.create(
        friendly_name="Campaign", inbound_request_url="https://example.com/in", usecase="marketing"
    )
    changed = client.messaging.v1.services(service.sid).update(friendly_name="Renamed", sticky_sender=False)
    assert (changed.friendly_name, changed.sticky_sender, changed.usecase) == ("Renamed", False, "marketing")
    assert [found.sid for found in client.messaging.v1.services.list()] == [service.sid]
    assert client.messaging.v1.services(service.sid).delete()
    assert code_of(lambda: client.messaging.v1.services(service.sid).fetch()) == 20404


def test_a_number_is_in_one_service_at_a_time(stage: Stage):
    service, number = stage.service_with_number()
    other = stage.client().messaging.v1.services.create(friendly_name="Other")
    assert code_of(lambda: service.phone_numbers.create(phone_number_sid=number.sid)) == 21710
    assert code_of(lambda: other.phone_numbers.create(phone_number_sid=number.sid)) == 21712
    client = stage.client()
    assert client.messaging.v1.services(service.sid).phone_numbers(number.sid).delete()
    assert (
        code_of(lambda: client.messaging.v1.services(service.sid).phone_numbers(number.sid).delete()) == 20404
    )
    assert other.phone_numbers.create(phone_number_sid=number.sid).phone_number == number.phone_number


def test_deleting_a_service_sets_its_numbers_free(stage: Stage):
    service, number = stage.service_with_number()
    stage.client().messaging.v1.services(service.sid).delete()
    other = stage.client().messaging.v1.services.create(friendly_name="Other")
    assert other.phone_numbers.create(phone_number_sid=number.sid).sid == number.sid


def test_a_pool_holds_four_hundred_numbers_and_lists_in_pages(stage: Stage):
    service = stage.client().messaging.v1.services.create(friendly_name="Big")
    phones = [f"+1646777{n:04}" for n in range(401)]
    sids = [
        stage.control("POST", "numbers", {"account_sid": stage.account_sid, "phone": phone})["sid"]
        for phone in phones
    ]
    for sid in sids[:400]:
        service.phone_numbers.create(phone_number_sid=sid)
    with pytest.raises(TwilioRestException) as caught:
        service.phone_numbers.create(phone_number_sid=sids[400])
    assert (caught.value.code, caught.value.status) == (21714, 412)
    assert [number.phone_number for number in service.phone_numbers.list(page_size=150)] == phones[:400]


def test_lookups_tell_landlines_from_mobiles(stage: Stage):
    fetch = stage.client().lookups.v2.phone_numbers
    types = {
        phone: fetch(phone).fetch(fields="line_type_intelligence").line_type_intelligence["type"]
        for phone in ("+12125550106", "+12125550101", "+18885550101")
    }
    assert list(types.values()) == ["landline", "mobile", "tollFree"]


def test_lookups_without_fields_only_validate(stage: Stage):
    fetch = stage.client().lookups.v2.phone_numbers
    good, short = fetch("+12125550100").fetch(), fetch("+1212555").fetch()
    assert (good.valid, good.line_type_intelligence, good.national_format) == (True, None, "(212) 555-0100")
    assert (short.valid, short.validation_errors) == (False, ["TOO_SHORT"])
    assert code_of(lambda: fetch("nonsense").fetch()) == 20404
