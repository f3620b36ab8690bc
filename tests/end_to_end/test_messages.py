"""On the running stack: a message goes out without a campaign, somebody replies and is answered; each text once."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from local.demo.api import Api
from tests.support.stack import Stack
from tests.support.tenants import Tenant, add_tenant

pytestmark = pytest.mark.stack
PHONES = [f"+1202201{number:04d}" for number in range(1, 4)]


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s"
        time.sleep(0.25)
    return found


def log(stack: Stack, tenant: Tenant) -> Counter[tuple[str, str, str]]:
    """What the carrier took, as (from, to, body)."""
    found = stack.simulator("GET", f"messages?kind=api&account_sid={tenant.account.sid}&limit=1000").json
    return Counter((text["from"], text["to"], text["body"]) for text in found["messages"])


def text_in(tenant: Tenant, phone: str, to: str, body: str) -> None:
    fields = {"MessageSid": f"SM{uuid4().hex}", "From": phone, "To": to, "Body": body, "NumMedia": "0"}
    assert tenant.webhook("inbound", fields).status == 200


def delivered(api: Api, message_id: str) -> bool:
    report = api.get(f"/messages/{message_id}")
    return bool(report["blast"]["states"]["DELIVERED"] == report["people"])


def test_a_message_an_answer_and_a_number_of_ones_own(stack: Stack) -> None:
    tenant = add_tenant(stack, "Message Neighbors")
    api = tenant.api()
    api.follow(api.post("/numbers/purchases", {"area_code": "202", "count": 2}), lambda _: None)
    first, second = sorted(one["phone"] for one in api.list("/numbers"))
    me = api.get("/members")["items"][0]["user_id"]
    api.put(f"/members/{me}/number", {"phone": second})

    message = {"to": [*PHONES, "12"], "text": "Doors open at 6. Reply STOP to opt out."}
    sent = api.post("/messages", message, key="m1")
    assert (sent["accepted"], len(sent["refused"])) == (3, 1)
    assert api.post("/messages", message, key="m1") == sent
    until(lambda: delivered(api, sent["message_id"]))
    assert log(stack, tenant) == Counter((second, phone, message["text"]) for phone in PHONES)

    text_in(tenant, PHONES[0], second, "Where is it?")
    thread = f"/conversations/{PHONES[0]}"
    mine = until(lambda: list(api.list("/conversations", show="MINE")))
    seen = mine[0]["last_message_id"]
    answer = {"text": "At the mill.", "last_message_id": seen}
    answered = api.post(f"{thread}/messages", answer, key="a1")
    assert api.post(f"{thread}/messages", answer, key="a1") == answered
    until(lambda: api.get(thread)["texts"][-1]["state"] == "DELIVERED")
    assert log(stack, tenant)[second, PHONES[0], "At the mill."] == 1

    api.put(f"/members/{me}/number", {"phone": None})
    again = api.post("/messages", {"to": [PHONES[1]], "text": "See you.", "from": first})
    until(lambda: delivered(api, again["message_id"]))
    assert log(stack, tenant).total() == 5
    assert list(api.list("/campaigns")) == []
    assert [one["state"] for one in api.list("/messages")] == ["COMPLETED", "COMPLETED"]
