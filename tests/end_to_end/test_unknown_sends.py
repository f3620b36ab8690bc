"""On the running stack: lost answers are found in the carrier's list, and what it never had is released by a person."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from groundswell.envelopes import encode
from groundswell.messages import DeliverShard
from groundswell.settings import DEAD_LETTERS
from local.demo.api import Api
from tests.support.stack import Stack
from tests.support.tenants import Tenant, add_tenant

pytestmark = pytest.mark.stack
PHONES = [f"+1202200{number:04d}" for number in range(1, 13)]
FOUND, NEVER_TAKEN = 3, 2


def until(condition: Callable[[], Any], seconds: float = 100) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s"
        time.sleep(0.5)
    return found


def a_started_campaign(tenant: Tenant, api: Api) -> str:
    secrets = {"account_sid": tenant.account.sid, "auth_token": tenant.account.token}
    api.put("/service-vendors/twilio", {"secrets": secrets})
    made = api.post("/campaigns", {"name": "Lost answers", "text": "Hi {first_name}, are you in?"})
    campaign = f"/campaigns/{made['campaign_id']}"
    load = api.post(f"{campaign}/loads", {})
    rows = "".join(f"Ada{number},Moss,{phone},20001\n" for number, phone in enumerate(PHONES))
    api.upload(load["upload"], b"first_name,last_name,phone,zip\n" + rows.encode())
    api.follow(api.post(f"{campaign}/loads/{load['load_id']}/start", {}), lambda _: None)
    api.follow(api.post("/numbers/purchases", {"area_code": "202", "count": 1}), lambda _: None)
    api.put(f"{campaign}/numbers", {"wanted": [{"area_code": "202", "count": 1}]})
    api.follow(api.post(f"{campaign}/start"), lambda _: None)
    return campaign


@pytest.fixture
def faults(stack: Stack):
    stack.simulator("POST", "faults", {"kind": "accept_then_drop", "count": FOUND})
    stack.simulator("POST", "faults", {"kind": "drop_connection", "count": NEVER_TAKEN})
    stack.simulator("POST", "faults", {"kind": "callback_drop", "share": 1})
    yield
    stack.simulator("DELETE", "faults")


def test_lost_answers_are_settled_and_released(stack: Stack, faults: None) -> None:
    tenant = add_tenant(stack, "Lakeside Neighbors")
    api = tenant.api()
    campaign = a_started_campaign(tenant, api)
    sent = api.post(f"{campaign}/send")
    blast = f"{campaign}/blasts/{sent['blast_id']}"

    def states() -> Counter[str]:
        return Counter(one["state"] for one in api.list(f"{blast}/sends"))

    until(lambda: sum(states()[state] for state in ("SENT", "DELIVERED", "UNKNOWN")) == len(PHONES))
    until(lambda: (states()["DELIVERED"], states()["UNKNOWN"]) == (FOUND, NEVER_TAKEN), 60)
    assert states() == {"SENT": 7, "DELIVERED": FOUND, "UNKNOWN": NEVER_TAKEN}
    until(lambda: len([one for one in api.list("/unknown-sends") if one["searched"]]) == NEVER_TAKEN)
    for one in list(api.list("/unknown-sends")):
        api.post(f"{blast}/sends/{one['send_id']}/release", {"reason": "It never came."})
    until(lambda: states()["UNKNOWN"] == states()["READY"] == states()["DISPATCHING"] == 0, 60)
    log = stack.simulator("GET", f"messages?kind=api&account_sid={tenant.account.sid}&limit=1000").json
    assert Counter(text["to"] for text in log["messages"]) == Counter(PHONES)
    assert api.get(campaign)["state"] == "COMPLETED"


def test_a_dead_letter_is_listed_and_replayed(stack: Stack) -> None:
    tenant = add_tenant(stack, "Hilltop Neighbors")
    api = tenant.api()
    message = DeliverShard(
        organization_id=tenant.organization_id, campaign_id="gone", blast_id="gone", shard=1
    )
    address = stack.outputs["SendQueueUrl"] + DEAD_LETTERS
    sent = stack.aws("sqs").send_message(QueueUrl=address, MessageBody=encode(message))
    for _ in range(2):
        (shown,) = api.get("/dead-letters")["items"]
        assert (shown["message_id"], shown["queue"]) == (sent["MessageId"], "send")
    assert api.post("/dead-letters/replay-all") == {"replayed": 1, "left": 0}
    assert api.get("/dead-letters")["items"] == []
    (entry,) = api.list("/audit", action="DEAD_LETTERS_REPLAYED")
    assert (entry["state"], entry["operation"]) == ("DONE", "post_dead_letters_replay_all")
