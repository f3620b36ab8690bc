"""The fake service keeps a vendor's promises without a network."""

import json
from collections.abc import Iterator

import pytest

from groundswell import event_loop
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.extensions.service_vendors.errors import BadSignature, VendorBusy, VendorRefused
from groundswell.extensions.service_vendors.fakeservice.memory import forget, world
from groundswell.extensions.service_vendors.texts import (
    Accepted,
    AccountBlocked,
    Declined,
    OutboundText,
    SendOutcome,
    Throttled,
    Unclear,
)
from groundswell.extensions.service_vendors.webhooks import WebhookRequest
from groundswell.messages import DeliveryReported, TextReceived


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    forget()
    yield
    forget()


def fake(organization_id: str = "org-1") -> ServiceVendor:
    return vendors.get("fakeservice")(
        Account(
            organization_id=organization_id,
            secrets={"webhook_secret": "hush"},
            settings={},
            public_base_url="https://texts.example.org",
        )
    )


def a_text(body: str) -> OutboundText:
    return OutboundText(reference="blast.send", to="+12025550123", body=body, sender="+12025550100")


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("error21610", Declined(code="21610", opted_out=True)),
        ("Hi, Error30007!", Declined(code="30007")),
        ("error429", Throttled(retry_after_seconds=1)),
        ("error500", Unclear(reason="the text asked for it")),
        ("error20003", AccountBlocked(code="20003")),
    ],
)
def test_magic_words_decide_how_a_text_fares(body: str, outcome: SendOutcome) -> None:
    assert event_loop.run(fake().send(a_text(body))) == outcome
    assert world("org-1").sent == []


def test_any_other_text_is_accepted_and_kept() -> None:
    outcome = event_loop.run(fake().send(a_text("An error is human. " * 10)))
    assert isinstance(outcome, Accepted)
    assert outcome.segments == 2
    assert [text.to for text in world("org-1").sent] == ["+12025550123"]


def test_numbers_are_bought_once_moved_and_given_back() -> None:
    vendor = fake()

    async def story() -> None:
        phone, *_ = await vendor.find_available_numbers("202", 3)
        number = await vendor.buy_number(phone, "x")
        assert await vendor.find_owned_number(phone) == number
        assert phone not in await vendor.find_available_numbers("202", 100)
        with pytest.raises(VendorRefused, match="21422"):
            await vendor.buy_number(phone, "x")
        first = await vendor.create_messaging_service("first")
        second = await vendor.create_messaging_service("second")
        assert await vendor.find_messaging_service("second") == second
        await vendor.add_number(first, number)
        await vendor.add_number(second, number)
        await vendor.add_number(second, number)
        assert await vendor.list_service_numbers(first) == []
        assert await vendor.list_service_numbers(second) == [number]
        for _ in range(2):
            await vendor.remove_number(second, number)
            await vendor.delete_messaging_service(second)
            await vendor.release_number(number)
        assert await vendor.find_owned_number(phone) is None
        with pytest.raises(VendorRefused):
            await vendor.add_number(second, number)

    event_loop.run(story())


def test_failures_come_in_the_order_in_which_they_were_asked_for_and_do_nothing() -> None:
    world("org-1").fail("buy_number", VendorBusy())
    with pytest.raises(VendorBusy):
        event_loop.run(fake().buy_number("+12025550100", "x"))
    assert world("org-1").owned == {}
    assert event_loop.run(fake().buy_number("+12025550100", "x"))


def test_one_organization_does_not_see_anothers_numbers() -> None:
    event_loop.run(fake().buy_number("+12025550100", "x"))
    assert event_loop.run(fake("org-2").find_owned_number("+12025550100")) is None


def a_webhook(body: dict[str, str], secret: str = "hush") -> WebhookRequest:
    return WebhookRequest(
        organization_id="org-1",
        path="/webhooks/org-1/fakeservice/events",
        query="",
        headers={"X-Fakeservice-Secret": secret},
        body=json.dumps(body),
        received_at="2026-03-10T16:00:00+00:00",
    )


def test_reports_and_texts_come_in_by_webhook() -> None:
    report = {"kind": "status", "ref": "blast.send", "status": "failed", "error_code": "30007", "id": "SM1"}
    (reported,) = fake().read_webhook(a_webhook(report)).events
    assert isinstance(reported, DeliveryReported)
    assert (reported.blast_id, reported.send_id, reported.state) == ("blast", "send", "FAILED")
    assert fake().read_webhook(a_webhook(report | {"status": "sent"})).events == ()
    text = {"kind": "text", "id": "SM2", "from": "+12025550123", "to": "+12025550100", "text": "STOP"}
    (received,) = fake().read_webhook(a_webhook(text)).events
    assert isinstance(received, TextReceived)
    assert received.text == "STOP"


def test_a_webhook_without_the_secret_is_refused() -> None:
    with pytest.raises(BadSignature):
        fake().read_webhook(a_webhook({}, secret="guessed"))
