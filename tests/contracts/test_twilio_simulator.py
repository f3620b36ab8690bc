"""The vendor and the simulator understand each other: whole stories, over HTTP and back by signed webhooks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from groundswell import event_loop
from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.errors import BadSignature, VendorRefused
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    AccountBlocked,
    Declined,
    OutboundText,
    SendOutcome,
    Throttled,
    Unclear,
)
from groundswell.extensions.service_vendors.twilio import connection
from groundswell.extensions.service_vendors.webhooks import WebhookRequest
from groundswell.messages import DeliveryReported, Message, TextReceived
from local.simulator.options import Options
from tests.support.simulator import QUICK, Heard, LoopThread, Stage, open_stage

BLAST = "7d9b7d4c-0c7a-5a39-8a3c-00000000000b"
SEND = "7d9b7d4c-0c7a-5a39-8a3c-00000000000f"
ORDINARY, LANDLINE, STOPS = "+12125550100", "+12125550106", "+12125550113"
MAGIC_SENDER = "+15005550006"


@pytest.fixture(scope="module")
def thread() -> Iterator[LoopThread]:
    thread = LoopThread()
    yield thread
    thread.close()


@pytest.fixture
def stage(thread: LoopThread) -> Iterator[Stage]:
    stage, close = open_stage(thread, Options(port=0))
    stage.control("POST", "settings", QUICK)
    yield stage
    event_loop.run(connection.close())
    close()


def twilio(stage: Stage, **changes: Any) -> ServiceVendor:
    values: dict[str, Any] = {
        "organization_id": "org-1",
        "secrets": {"account_sid": stage.account_sid, "auth_token": stage.auth_token},
        "settings": {},
        "public_base_url": stage.webhook.base_url,
        "api_base_url": stage.base_url,
    }
    return vendors.get("twilio")(Account(**values | changes))


def send(stage: Stage, to: str = ORDINARY, **changes: Any) -> SendOutcome:
    values: dict[str, Any] = {"reference": f"{BLAST}.{SEND}", "to": to, "body": "Hi", "sender": MAGIC_SENDER}
    return event_loop.run(twilio(stage).send(OutboundText(**values | changes)))


def as_request(heard: Heard) -> WebhookRequest:
    url = urlsplit(heard.url)
    return WebhookRequest(
        organization_id="org-1",
        path=url.path,
        query=url.query,
        headers=heard.headers,
        body=urlencode(heard.fields),
        received_at="2026-03-10T16:00:00+00:00",
    )


def heard(stage: Stage) -> list[Message]:
    stage.when_idle()
    vendor = twilio(stage)
    return [event for one in stage.webhook.heard for event in vendor.read_webhook(as_request(one)).events]


@pytest.mark.parametrize(
    ("to", "state", "code"), [(ORDINARY, "DELIVERED", None), (LANDLINE, "FAILED", "30006")]
)
def test_a_text_goes_out_and_its_fate_comes_back_once(stage: Stage, to: str, state: str, code: str) -> None:
    outcome = send(stage, to, valid_seconds=60)
    assert isinstance(outcome, Accepted)
    (report,) = heard(stage)
    assert report == DeliveryReported(
        organization_id="org-1",
        blast_id=BLAST,
        send_id=SEND,
        state=state,
        vendor_message_id=outcome.vendor_message_id,
        error_code=code,
        sender=MAGIC_SENDER,
    )


@pytest.mark.parametrize(
    ("fault", "outcome", "accepted"),
    [
        ({"kind": "429", "retry_after": 2}, Throttled(retry_after_seconds=2), 0),
        ({"kind": "error", "code": 21611}, Throttled(retry_after_seconds=300), 0),
        ({"kind": "500_before"}, Unclear(reason="HTTP 500"), 0),
        ({"kind": "500_after"}, Unclear(reason="HTTP 500"), 1),
        ({"kind": "error", "code": 21610}, Declined(code="21610", opted_out=True), 0),
    ],
)
def test_trouble_is_told_apart_by_whether_the_text_may_be_out(
    stage: Stage, fault: dict[str, Any], outcome: SendOutcome, accepted: int
) -> None:
    stage.control("POST", "faults", {**fault, "count": 1})
    assert send(stage) == outcome
    assert stage.control("GET", "messages?kind=api")["total"] == accepted


@pytest.mark.parametrize("fault", ["accept_then_drop", "drop_connection"])
def test_a_dropped_connection_is_never_asked_twice(stage: Stage, fault: str) -> None:
    stage.control("POST", "faults", {"kind": fault, "count": 1})
    assert isinstance(send(stage), Unclear)
    assert stage.control("GET", "messages?kind=api")["total"] == (fault == "accept_then_drop")


def test_the_report_of_a_text_whose_answer_was_lost_names_its_send(stage: Stage) -> None:
    stage.control("POST", "faults", {"kind": "accept_then_drop", "count": 1})
    assert isinstance(send(stage), Unclear)
    (report,) = heard(stage)
    assert isinstance(report, DeliveryReported)
    assert (report.send_id, report.state) == (SEND, "DELIVERED")


def test_a_text_whose_answer_was_lost_is_in_twilios_list(stage: Stage) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    send(stage, body="An earlier one")
    stage.control("POST", "faults", {"kind": "accept_then_drop", "count": 1})
    assert isinstance(send(stage, LANDLINE, body="Hi there"), Unclear)
    stage.when_idle()
    vendor = twilio(stage)
    (found,) = event_loop.run(vendor.find_texts(LANDLINE, before, MAGIC_SENDER))
    assert (found.to, found.sender, found.body) == (LANDLINE, MAGIC_SENDER, "Hi there")
    assert (found.state, found.error_code, found.segments) == (SendState.FAILED, "30006", 1)
    assert before <= found.created_at <= datetime.now(UTC)
    assert event_loop.run(vendor.fetch_text(found.vendor_message_id)) == found
    assert event_loop.run(vendor.find_texts(LANDLINE, before, "+12125550199")) == []
    assert event_loop.run(vendor.find_texts(LANDLINE, datetime.now(UTC) + timedelta(minutes=1))) == []
    assert event_loop.run(vendor.fetch_text("SM" + "0" * 32)) is None


def test_what_came_in_can_be_listed_as_its_webhook_told_it(stage: Stage) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    owned = {"account_sid": stage.account_sid, "phone": "+16465550100"}
    stage.control(
        "POST", "numbers", {**owned, "sms_url": f"{stage.webhook.base_url}/webhooks/org-1/twilio/inbound"}
    )
    stage.control("POST", "inbound", {"from": ORDINARY, "to": owned["phone"], "body": "stop"})
    (told,) = [event for event in heard(stage) if isinstance(event, TextReceived)]
    (listed,) = event_loop.run(twilio(stage).list_received(owned["phone"], before))
    assert replace(listed, received_at=told.received_at) == told
    assert event_loop.run(twilio(stage).list_received("+16465550101", before)) == []


@pytest.mark.parametrize(("to", "code"), [("+15005550001", "21211"), ("+15005550009", "21614")])
def test_numbers_that_cannot_be_texted_are_declined(stage: Stage, to: str, code: str) -> None:
    assert send(stage, to) == Declined(code=code)


def test_a_stranger_among_the_senders_blocks_that_sender_only(stage: Stage) -> None:
    assert send(stage, sender="+12025550100") == AccountBlocked(code="21659", sender="+12025550100")


def test_wrong_credentials_block_the_account(stage: Stage) -> None:
    wrong = twilio(stage, secrets={"account_sid": stage.account_sid, "auth_token": "wrong"})
    with pytest.raises(VendorRefused, match="20003"):
        event_loop.run(wrong.check_account())
    text = OutboundText(reference=f"{BLAST}.{SEND}", to=ORDINARY, body="Hi", sender=MAGIC_SENDER)
    assert event_loop.run(wrong.send(text)) == AccountBlocked(code="20003")


def test_a_campaigns_numbers_are_bought_moved_texted_from_and_given_back(stage: Stage) -> None:
    vendor = twilio(stage)

    async def set_up() -> tuple[str, str, str, str]:
        await vendor.check_account()
        phones = await vendor.find_available_numbers("646", 2)
        assert len(phones) == 2
        number = await vendor.buy_number(phones[0], "Friends of the River")
        assert await vendor.find_owned_number(phones[0]) == number
        assert await vendor.find_owned_number(phones[1]) is None
        with pytest.raises(VendorRefused, match="21422"):
            await vendor.buy_number(phones[0], "again")
        first = await vendor.create_messaging_service("Groundswell one")
        second = await vendor.create_messaging_service("Groundswell two")
        assert await vendor.find_messaging_service("Groundswell two") == second
        for service in (first, first, second, second):
            await vendor.add_number(service, number)
        assert await vendor.list_service_numbers(first) == []
        assert await vendor.list_service_numbers(second) == [number]
        return phones[0], number, first, second

    phone, number, first, second = event_loop.run(set_up())
    assert isinstance(send(stage, STOPS, sender=phone, messaging_service_id=second), Accepted)
    assert send(stage, sender=phone, messaging_service_id=first) == AccountBlocked(code="21712", sender=phone)
    events = heard(stage)
    (text,) = [event for event in events if isinstance(event, TextReceived)]
    assert (text.from_phone, text.to_phone, text.text) == (STOPS, phone, "STOP")
    opted_out = send(stage, STOPS, sender=phone, messaging_service_id=second)
    assert opted_out == Declined(code="21610", opted_out=True)

    async def tear_down() -> None:
        for _ in range(2):
            await vendor.remove_number(second, number)
            await vendor.delete_messaging_service(second)
            await vendor.release_number(number)
        assert await vendor.find_owned_number(phone) is None
        assert await vendor.find_messaging_service("Groundswell two") is None

    event_loop.run(tear_down())


def test_another_organizations_webhooks_are_refused(stage: Stage) -> None:
    send(stage)
    stage.when_idle()
    other = twilio(stage, secrets={"account_sid": "AC" + "f" * 32, "auth_token": stage.auth_token})
    genuine = as_request(stage.webhook.heard[-1])
    assert twilio(stage).read_webhook(genuine).events
    with pytest.raises(BadSignature):
        other.read_webhook(genuine)
