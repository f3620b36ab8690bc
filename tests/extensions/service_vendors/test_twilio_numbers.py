"""Numbers and messaging services at Twilio: each call says what it means, and may be made again."""

import json
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from aiohttp import ClientTimeout

from groundswell import event_loop
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.errors import (
    NumberGone,
    VendorBusy,
    VendorError,
    VendorRefused,
    VendorUnclear,
)
from groundswell.extensions.service_vendors.twilio import connection
from tests.support.carrier_server import Answer, CarrierServer, Request, refusal

SID = "AC" + "a" * 32
NUMBER = "PN" + "1" * 32
SERVICE = "MG" + "b" * 32
OTHER = "MG" + "c" * 32
PHONE = "+12025550123"
ACCOUNTS = f"/2010-04-01/Accounts/{SID}"
HOOKS = "https://texts.example.org/webhooks/org-1/twilio"
Call = Callable[[ServiceVendor], Coroutine[Any, Any, Any]]


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Iterator[CarrierServer]:
    monkeypatch.setattr(connection, "TIMEOUT", ClientTimeout(total=0.5, connect=0.3, sock_connect=0.2))
    event_loop.run(connection.close())
    carrier = CarrierServer()
    event_loop.run(carrier.start())
    yield carrier
    event_loop.run(connection.close())
    event_loop.run(carrier.stop())


def ask(carrier: CarrierServer, call: Call, *answers: Answer, **secrets: str) -> Any:
    carrier.script.extend(answers)
    account = Account(
        organization_id="org-1",
        secrets=secrets or {"account_sid": SID, "auth_token": "t0ken"},
        settings={},
        public_base_url="https://texts.example.org",
        api_base_url=carrier.url,
    )
    return event_loop.run(call(vendors.get("twilio")(account)))


def listed(key: str, *items: dict[str, Any], next_page: str | None = None) -> Answer:
    return Answer(200, {key: list(items), "next_page_uri": next_page, "page": 0, "page_size": 50})


def services(*items: dict[str, Any], next_page: str | None = None) -> Answer:
    meta = {"key": "services", "page": 0, "page_size": 100, "next_page_url": next_page}
    return Answer(200, {"services": list(items), "meta": meta})


def a_service(sid: str, label: str, day: int = 1) -> dict[str, Any]:
    return {"sid": sid, "friendly_name": label, "date_created": f"2026-03-{day:02d}T10:00:00Z"}


class TestAccount:
    def test_an_active_account_is_fine(self, carrier: CarrierServer) -> None:
        assert (
            ask(carrier, lambda v: v.check_account(), Answer(200, {"sid": SID, "status": "active"})) is None
        )
        assert carrier.requests[0].path == f"{ACCOUNTS}.json"

    @pytest.mark.parametrize("status", ["suspended", "closed"])
    def test_a_suspended_or_closed_one_is_not(self, carrier: CarrierServer, status: str) -> None:
        with pytest.raises(VendorRefused, match="ACCOUNT_BLOCKED"):
            ask(carrier, lambda v: v.check_account(), Answer(200, {"sid": SID, "status": status}))

    def test_wrong_credentials_are_refused(self, carrier: CarrierServer) -> None:
        with pytest.raises(VendorRefused, match="20003"):
            ask(carrier, lambda v: v.check_account(), refusal(401, 20003))

    def test_without_credentials_nobody_is_asked(self, carrier: CarrierServer) -> None:
        with pytest.raises(VendorRefused, match="NO_CREDENTIALS"):
            ask(carrier, lambda v: v.check_account(), account_sid=SID)
        assert carrier.requests == []


class TestNumbers:
    def test_numbers_for_sale_are_looked_up_by_area_code(self, carrier: CarrierServer) -> None:
        answer = listed("available_phone_numbers", {"phone_number": PHONE}, {"phone_number": "+12025550124"})
        found = ask(carrier, lambda v: v.find_available_numbers("202", 2), answer)
        assert found == [PHONE, "+12025550124"]
        assert carrier.requests[0].path == f"{ACCOUNTS}/AvailablePhoneNumbers/US/Local.json"
        assert carrier.requests[0].query == {"AreaCode": "202", "SmsEnabled": "true", "PageSize": "2"}

    def test_toll_free_numbers_are_on_another_shelf(self, carrier: CarrierServer) -> None:
        assert (
            ask(carrier, lambda v: v.find_available_numbers("833", 5), listed("available_phone_numbers"))
            == []
        )
        assert carrier.requests[0].path == f"{ACCOUNTS}/AvailablePhoneNumbers/US/TollFree.json"

    def test_exactly_that_number_is_bought_and_its_texts_and_calls_come_to_us(
        self, carrier: CarrierServer
    ) -> None:
        label = "Friends of the River " * 4
        assert ask(carrier, lambda v: v.buy_number(PHONE, label), Answer(201, {"sid": NUMBER})) == NUMBER
        assert carrier.requests[0].form == {
            "PhoneNumber": [PHONE],
            "FriendlyName": [label[:64]],
            "SmsUrl": [f"{HOOKS}/inbound#rc=3&rp=all"],
            "SmsMethod": ["POST"],
            "VoiceUrl": [f"{HOOKS}/voice"],
            "VoiceMethod": ["POST"],
        }

    def test_a_number_that_somebody_else_bought_is_refused(self, carrier: CarrierServer) -> None:
        with pytest.raises(NumberGone, match="21422"):
            ask(carrier, lambda v: v.buy_number(PHONE, "x"), refusal(400, 21422))

    def test_a_purchase_whose_answer_was_lost_is_unclear_and_not_repeated(
        self, carrier: CarrierServer
    ) -> None:
        with pytest.raises(VendorUnclear):
            ask(carrier, lambda v: v.buy_number(PHONE, "x"), Answer(reset=True))
        assert len(carrier.requests) == 1

    def test_an_owned_number_is_found_by_its_whole_phone(self, carrier: CarrierServer) -> None:
        longer = {"sid": "PN" + "2" * 32, "phone_number": PHONE + "4"}
        answer = listed("incoming_phone_numbers", longer, {"sid": NUMBER, "phone_number": PHONE})
        assert ask(carrier, lambda v: v.find_owned_number(PHONE), answer) == NUMBER
        assert carrier.requests[0].query["PhoneNumber"] == PHONE
        assert (
            ask(carrier, lambda v: v.find_owned_number(PHONE), listed("incoming_phone_numbers", longer))
            is None
        )

    @pytest.mark.parametrize("answer", [Answer(204), refusal(404, 20404), Answer(404, b"")])
    def test_a_number_that_is_gone_counts_as_released(self, carrier: CarrierServer, answer: Answer) -> None:
        ask(carrier, lambda v: v.release_number(NUMBER), answer)
        assert (carrier.requests[0].method, carrier.requests[0].path) == (
            "DELETE",
            f"{ACCOUNTS}/IncomingPhoneNumbers/{NUMBER}.json",
        )


class TestMessagingServices:
    def test_a_new_service_sends_replies_to_us_and_picks_nobody(self, carrier: CarrierServer) -> None:
        made = ask(
            carrier, lambda v: v.create_messaging_service("Groundswell c1"), Answer(201, {"sid": SERVICE})
        )
        assert made == SERVICE
        assert carrier.requests[0].path == "/v1/Services"
        assert carrier.requests[0].form == {
            "FriendlyName": ["Groundswell c1"],
            "InboundRequestUrl": [f"{HOOKS}/inbound#rc=3&rp=all"],
            "InboundMethod": ["POST"],
            "StatusCallback": [f"{HOOKS}/status#rc=3&rp=all"],
            "UseInboundWebhookOnNumber": ["false"],
            "StickySender": ["false"],
            "AreaCodeGeomatch": ["false"],
        }

    def test_a_lost_answer_is_unclear_and_the_service_is_found_by_its_label(
        self, carrier: CarrierServer
    ) -> None:
        with pytest.raises(VendorUnclear):
            ask(carrier, lambda v: v.create_messaging_service("mine"), refusal(500, 20500))
        pages = (
            services(a_service(OTHER, "not mine"), next_page=f"{carrier.url}/v1/Services?Page=1&PageToken=x"),
            services(a_service("MG" + "d" * 32, "mine", day=9), a_service(SERVICE, "mine", day=2)),
        )
        assert ask(carrier, lambda v: v.find_messaging_service("mine"), *pages) == SERVICE, (
            "the oldest of two"
        )
        assert ask(carrier, lambda v: v.find_messaging_service("none"), services()) is None

    def test_the_numbers_of_a_service_are_listed(self, carrier: CarrierServer) -> None:
        meta = {"key": "phone_numbers", "next_page_url": None}
        answer = Answer(200, {"phone_numbers": [{"sid": NUMBER}], "meta": meta})
        assert ask(carrier, lambda v: v.list_service_numbers(SERVICE), answer) == [NUMBER]

    @pytest.mark.parametrize("answer", [Answer(201, {"sid": NUMBER}), refusal(409, 21710)])
    def test_a_number_that_is_in_the_service_counts_as_added(
        self, carrier: CarrierServer, answer: Answer
    ) -> None:
        ask(carrier, lambda v: v.add_number(SERVICE, NUMBER), answer)
        assert carrier.requests[0].path == f"/v1/Services/{SERVICE}/PhoneNumbers"
        assert carrier.requests[0].form == {"PhoneNumberSid": [NUMBER]}

    def test_a_number_in_another_service_is_taken_out_there_first(self, carrier: CarrierServer) -> None:
        held_by = [OTHER]

        def route(request: Request) -> Answer:
            if request.method == "POST":
                return refusal(409, 21712) if held_by else Answer(201, {"sid": NUMBER})
            if request.method == "DELETE":
                service = request.path.split("/")[3]
                return (
                    Answer(204) if service in held_by and not held_by.remove(service) else refusal(404, 20404)
                )
            return services(*(a_service(sid, "x") for sid in (SERVICE, "MG" + "d" * 32, OTHER)))

        carrier.route = route
        ask(carrier, lambda v: v.add_number(SERVICE, NUMBER))
        deleted = {request.path.split("/")[3] for request in carrier.requests if request.method == "DELETE"}
        assert deleted == {"MG" + "d" * 32, OTHER}, "it is not taken out of the one it is to be in"
        assert [request.method for request in carrier.requests].count("POST") == 2

    def test_a_full_service_refuses(self, carrier: CarrierServer) -> None:
        with pytest.raises(VendorRefused, match="21714"):
            ask(carrier, lambda v: v.add_number(SERVICE, NUMBER), refusal(400, 21714))

    @pytest.mark.parametrize("answer", [Answer(204), refusal(404, 20404), refusal(404, 21711)])
    def test_a_number_that_is_not_there_counts_as_removed(
        self, carrier: CarrierServer, answer: Answer
    ) -> None:
        ask(carrier, lambda v: v.remove_number(SERVICE, NUMBER), answer)
        assert carrier.requests[0].path == f"/v1/Services/{SERVICE}/PhoneNumbers/{NUMBER}"

    @pytest.mark.parametrize("answer", [Answer(204), refusal(404, 20404)])
    def test_a_service_that_is_gone_counts_as_deleted(self, carrier: CarrierServer, answer: Answer) -> None:
        ask(carrier, lambda v: v.delete_messaging_service(SERVICE), answer)
        assert carrier.requests[0].path == f"/v1/Services/{SERVICE}"


QUESTIONS_AND_REPEATABLE: dict[str, Call] = {
    "check_account": lambda v: v.check_account(),
    "find_available_numbers": lambda v: v.find_available_numbers("202", 5),
    "find_owned_number": lambda v: v.find_owned_number(PHONE),
    "release_number": lambda v: v.release_number(NUMBER),
    "find_messaging_service": lambda v: v.find_messaging_service("mine"),
    "list_service_numbers": lambda v: v.list_service_numbers(SERVICE),
    "add_number": lambda v: v.add_number(SERVICE, NUMBER),
    "remove_number": lambda v: v.remove_number(SERVICE, NUMBER),
    "delete_messaging_service": lambda v: v.delete_messaging_service(SERVICE),
}
ONCE_ONLY: dict[str, Call] = {
    "buy_number": lambda v: v.buy_number(PHONE, "x"),
    "create_messaging_service": lambda v: v.create_messaging_service("mine"),
}
TROUBLES = {
    "busy": refusal(429, 20429),
    "error": refusal(500, 20500),
    "hung up": Answer(reset=True),
    "silent": Answer(silent=True),
    "cut short": Answer(200, {"sid": NUMBER}, cut_short=True),
}


BODY_DOES_NOT_MATTER = ("release_number", "remove_number", "delete_messaging_service", "add_number")


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("call", QUESTIONS_AND_REPEATABLE)
def test_what_may_be_repeated_is_busy_in_any_trouble(carrier: CarrierServer, call: str, trouble: str) -> None:
    carrier.route = lambda _: TROUBLES[trouble]
    with pytest.raises(VendorBusy):
        ask(carrier, QUESTIONS_AND_REPEATABLE[call])


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("call", ONCE_ONLY)
def test_what_must_happen_once_is_unclear_unless_it_provably_did_not(
    carrier: CarrierServer, call: str, trouble: str
) -> None:
    carrier.route = lambda _: TROUBLES[trouble]
    with pytest.raises(VendorBusy if trouble == "busy" else VendorUnclear):
        ask(carrier, ONCE_ONLY[call])
    assert len(carrier.requests) == 1


@pytest.mark.parametrize("call", [*QUESTIONS_AND_REPEATABLE, *ONCE_ONLY])
def test_a_refusal_carries_twilios_code_and_nobodys_number(carrier: CarrierServer, call: str) -> None:
    with pytest.raises(VendorRefused) as caught:
        ask(carrier, {**QUESTIONS_AND_REPEATABLE, **ONCE_ONLY}[call], refusal(403, 20403))
    assert caught.value.code == "20403"
    told: BaseException | None = caught.value
    while told is not None:  # as a traceback would print it
        assert "+1202" not in str(told)
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)


@pytest.mark.parametrize("call", sorted({*QUESTIONS_AND_REPEATABLE, *ONCE_ONLY} - {*BODY_DOES_NOT_MATTER}))
def test_an_answer_that_makes_no_sense_is_a_vendor_error_too(carrier: CarrierServer, call: str) -> None:
    for body in (b"<html>", b"[]", json.dumps("text").encode()):
        with pytest.raises(VendorError):
            ask(carrier, {**QUESTIONS_AND_REPEATABLE, **ONCE_ONLY}[call], Answer(200, body))
