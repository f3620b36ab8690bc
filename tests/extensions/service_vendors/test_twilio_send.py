"""What becomes of a text that is offered to Twilio, for every way in which that can end."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientTimeout

from groundswell import event_loop
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
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
from tests.support.carrier_server import Answer, CarrierServer, Request, refusal

SID = "AC" + "a" * 32
SERVICE = "MG" + "b" * 32
MESSAGE = "SM" + "c" * 32
MESSAGES = f"/2010-04-01/Accounts/{SID}/Messages.json"
REFERENCE = "7d9b7d4c-0c7a-5a39-8a3c-000000000001.7d9b7d4c-0c7a-5a39-8a3c-000000000002"
ACCEPTED = Answer(201, {"sid": MESSAGE, "num_segments": "2", "status": "accepted", "date_created": None})
TEXT = OutboundText(
    reference=REFERENCE, to="+12025550123", body="Hi Zoë & all\nReply STOP", sender="+12025550100"
)


def an_account(api_base_url: str, **changes: Any) -> Account:
    values = {
        "organization_id": "org-1",
        "secrets": {"account_sid": SID, "auth_token": "t0ken"},
        "settings": {},
        "public_base_url": "https://texts.example.org",
        "api_base_url": api_base_url,
    }
    return Account(**{**values, **changes})


def open_twilio(account: Account) -> ServiceVendor:
    return vendors.get("twilio")(account)


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Iterator[CarrierServer]:
    """A carrier that accepts, at `carrier.url`; nobody waits long for it."""
    monkeypatch.setattr(connection, "TIMEOUT", ClientTimeout(total=0.5, connect=0.3, sock_connect=0.2))
    event_loop.run(connection.close())
    carrier = CarrierServer(lambda _: ACCEPTED)
    event_loop.run(carrier.start())
    yield carrier
    event_loop.run(connection.close())
    event_loop.run(carrier.stop())


def send(carrier: CarrierServer, text: OutboundText = TEXT, **changes: Any) -> SendOutcome:
    vendor = open_twilio(an_account(**{"api_base_url": carrier.url, **changes}))
    return event_loop.run(vendor.send(text))


def sent(carrier: CarrierServer, **changes: Any) -> Request:
    send(carrier, replace(TEXT, **changes))
    return carrier.requests[-1]


def test_an_accepted_text_has_twilios_id_and_its_segments(carrier: CarrierServer) -> None:
    assert send(carrier) == Accepted(vendor_message_id=MESSAGE, segments=2)


def test_the_request_is_the_one_that_twilio_documents(carrier: CarrierServer) -> None:
    request = sent(carrier, messaging_service_id=SERVICE, valid_seconds=600)
    assert (request.method, request.path) == ("POST", MESSAGES)
    assert request.form == {
        "To": ["+12025550123"],
        "From": ["+12025550100"],
        "MessagingServiceSid": [SERVICE],
        "Body": ["Hi Zoë & all\nReply STOP"],
        "ValidityPeriod": ["600"],
        "StatusCallback": [
            f"https://texts.example.org/webhooks/org-1/twilio/status?ref={REFERENCE}#rc=3&rp=all"
        ],
    }
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["authorization"].startswith("Basic ")


def test_a_service_alone_or_a_sender_alone_is_enough(carrier: CarrierServer) -> None:
    assert sent(carrier).field("MessagingServiceSid") is None
    assert sent(carrier, sender=None, messaging_service_id=SERVICE).field("From") is None


@pytest.mark.parametrize(
    ("wanted", "asked"), [(None, None), (-5, "1"), (0, "1"), (1, "1"), (36_000, "36000"), (259_200, "36000")]
)
def test_the_validity_stays_within_what_twilio_takes(
    carrier: CarrierServer, wanted: int | None, asked: str | None
) -> None:
    assert sent(carrier, valid_seconds=wanted).field("ValidityPeriod") == asked


CASES: dict[str, tuple[Answer, SendOutcome]] = {
    "opted out": (refusal(400, 21610), Declined(code="21610", opted_out=True)),
    "no phone number": (refusal(400, 21211), Declined(code="21211")),
    "landline": (refusal(400, 21635), Declined(code="21635")),
    "no mobile": (refusal(400, 21614), Declined(code="21614")),
    "no route": (refusal(400, 21612), Declined(code="21612")),
    "country not allowed": (refusal(400, 21408), Declined(code="21408")),
    "no sender reaches it": (refusal(400, 21703), Declined(code="21703")),
    "too long": (refusal(400, 21617), Declined(code="21617")),
    "litigator": (refusal(400, 30640), Declined(code="30640")),
    "unheard-of code": (refusal(400, 99999), Declined(code="99999")),
    "no code at all": (Answer(400, b"<html>no</html>"), Declined(code="400")),
    "credentials": (refusal(401, 20003), AccountBlocked(code="20003")),
    "forbidden, code unheard of": (refusal(403, 99998), AccountBlocked(code="99998")),
    "account gone": (refusal(404, 20404), AccountBlocked(code="20404")),
    "trial": (refusal(400, 21608), AccountBlocked(code="21608")),
    "daily limit": (refusal(400, 63038), AccountBlocked(code="63038")),
    "service gone": (refusal(404, 21701), AccountBlocked(code="21701")),
    "service empty": (refusal(400, 21704), AccountBlocked(code="21704")),
    "callback not accepted": (refusal(400, 21609), AccountBlocked(code="21609")),
    "sender not ours": (refusal(400, 21660), AccountBlocked(code="21660", sender="+12025550100")),
    "sender cannot text": (refusal(400, 21606), AccountBlocked(code="21606", sender="+12025550100")),
    "too many requests": (refusal(429, 20429), Throttled(retry_after_seconds=1)),
    "too many, told when": (refusal(429, 20429, retry_after="7"), Throttled(retry_after_seconds=7)),
    "too many, told a date": (
        refusal(429, 20429, retry_after="Fri, 31 Dec 2027 23:59:59 GMT"),
        Throttled(retry_after_seconds=1),
    ),
    "too many, not JSON": (Answer(429, b"slow down"), Throttled(retry_after_seconds=1)),
    "queue full": (refusal(429, 21611), Throttled(retry_after_seconds=300)),
    "queue full, as a 400": (refusal(400, 21611), Throttled(retry_after_seconds=300)),
    "quiet hours": (refusal(400, 30610), Throttled(retry_after_seconds=1800)),
    "internal error": (refusal(500, 20500), Unclear(reason="HTTP 500")),
    "not available": (refusal(503, 20503), Unclear(reason="HTTP 503")),
    "bad gateway": (Answer(502, b"<html>bad gateway</html>"), Unclear(reason="HTTP 502")),
    "request timed out over there": (Answer(408, b""), Unclear(reason="HTTP 408")),
    "redirect": (Answer(307, b"", {"location": "/elsewhere"}), Unclear(reason="HTTP 307")),
    "problem+json": (
        Answer(400, {"type": "x", "title": "t", "status": 400, "code": 21610}),
        Declined(code="21610", opted_out=True),
    ),
    "created, not JSON": (Answer(201, b"<html>ok</html>"), Unclear(reason="JSONDecodeError")),
    "created, empty": (Answer(201, b""), Unclear(reason="no message id in the answer")),
    "created, a list": (Answer(201, []), Unclear(reason="AttributeError")),
    "created, no id": (Answer(201, {"num_segments": "1"}), Unclear(reason="no message id in the answer")),
    "created, odd segments": (
        Answer(201, {"sid": MESSAGE, "num_segments": None}),
        Accepted(vendor_message_id=MESSAGE, segments=0),
    ),
    "created, odd dates": (
        Answer(201, {"sid": MESSAGE, "num_segments": "1", "date_created": "yesterday"}),
        Accepted(vendor_message_id=MESSAGE, segments=1),
    ),
    "hung up": (Answer(reset=True), Unclear(reason="ServerDisconnectedError")),
    "hung up halfway": (Answer(201, {"sid": MESSAGE}, cut_short=True), Unclear(reason="ClientPayloadError")),
    "no answer": (Answer(silent=True), Unclear(reason="TimeoutError")),
}


@pytest.mark.parametrize("case", CASES)
def test_each_answer_has_one_outcome_and_is_asked_for_once(carrier: CarrierServer, case: str) -> None:
    answer, expected = CASES[case]
    carrier.script.append(answer)
    outcome = send(carrier)
    if case == "hung up":  # the kernel tells of it in either of two ways
        assert isinstance(outcome, Unclear)
    else:
        assert outcome == expected
    assert len(carrier.requests) == 1


def test_a_refused_connection_means_that_nothing_was_sent(carrier: CarrierServer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        outcome = send(carrier, api_base_url=f"http://127.0.0.1:{closed.getsockname()[1]}")
    assert outcome == Throttled(retry_after_seconds=5)


def test_a_host_that_has_no_address_means_that_nothing_was_sent(carrier: CarrierServer) -> None:
    assert send(carrier, api_base_url="http://carrier.invalid") == Throttled(retry_after_seconds=5)


def test_a_connection_that_never_comes_about_means_that_nothing_was_sent(carrier: CarrierServer) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:  # fills the queue of connections, so that ours stays unanswered
            one.setblocking(False)
            one.connect_ex(address)
        outcome = send(carrier, api_base_url=f"http://127.0.0.1:{address[1]}")
        for one in waiting:
            one.close()
    assert outcome == Throttled(retry_after_seconds=5)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secrets": {}}, "NO_CREDENTIALS"),
        ({"secrets": {"account_sid": SID}}, "NO_CREDENTIALS"),
        ({"public_base_url": ""}, "NO_PUBLIC_URL"),
    ],
)
def test_an_account_that_is_not_set_up_blocks_before_anything_is_sent(
    carrier: CarrierServer, changes: dict[str, Any], code: str
) -> None:
    assert send(carrier, **changes) == AccountBlocked(code=code)
    assert carrier.requests == []


def test_a_chunk_goes_out_at_the_same_time_and_its_connections_are_used_again(
    carrier: CarrierServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        connection, "TIMEOUT", ClientTimeout(total=60)
    )  # a machine that is busy is not at fault
    carrier.route = lambda _: replace(ACCEPTED, after_seconds=0.05)
    vendor = open_twilio(an_account(carrier.url))

    async def chunk() -> list[SendOutcome]:
        return await asyncio.gather(*(vendor.send(TEXT) for _ in range(48)))

    assert {type(outcome) for outcome in event_loop.run(chunk())} == {Accepted}
    assert carrier.most_in_flight == 48
    event_loop.run(chunk())
    assert len(carrier.requests) == 96
    assert carrier.connections == 48


def test_connections_are_dropped_after_a_pause_in_which_the_process_may_have_been_frozen(
    carrier: CarrierServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(carrier)
    send(carrier)
    assert carrier.connections == 1
    now = connection.time.time()
    monkeypatch.setattr(connection.time, "time", lambda: now + connection.IDLE_SECONDS + 1)
    assert isinstance(send(carrier), Accepted)
    assert carrier.connections == 2


def test_two_accounts_share_the_connections_and_keep_their_own_credentials(carrier: CarrierServer) -> None:
    send(carrier)
    send(carrier, secrets={"account_sid": "AC" + "d" * 32, "auth_token": "other"})
    first, second = carrier.requests
    assert carrier.connections == 1
    assert first.headers["authorization"] != second.headers["authorization"]
    assert second.path.startswith("/2010-04-01/Accounts/AC" + "d" * 32)
