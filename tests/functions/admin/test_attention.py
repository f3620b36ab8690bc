"""What waits for a person, through the API: unknown sends, dead letters, the stop, and the audit of all that."""

from dataclasses import replace
from datetime import timedelta

import boto3
import pytest

from groundswell import clock
from groundswell.domain.campaign import CampaignState
from groundswell.domain.send import Send, SendState
from groundswell.envelopes import encode
from groundswell.messages import DeliverShard
from groundswell.settings import DEAD_LETTERS, settings
from groundswell.tables import campaigns
from groundswell.tables.ledger import send_rows, writing
from groundswell.tables.ledger.writing import Move
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER, a_blast, a_send
from tests.support.http import ask
from tests.support.ledger import a_running_blast, plan

BLAST = a_blast().blast_id
KEY = {"Idempotency-Key": "k-1"}
WHY = {"reason": "Asked by phone: nothing came."}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=2))


def an_unknown_send(**changes: object) -> Send:
    a_running_blast(**changes)
    send = a_send()
    plan(send)
    claimed = send.become(SendState.DISPATCHING, at=NOON, claim_id="c", claim_expires_at=NOON)
    unknown = claimed.become(SendState.UNKNOWN, at=NOON, reason="TIMEOUT NOT_FOUND")
    assert writing.record([Move(send, claimed)]) == writing.record([Move(claimed, unknown)]) == []
    return unknown


def release_path(send: Send) -> str:
    return f"{HOME}/campaigns/{CAMPAIGN}/blasts/{BLAST}/sends/{send.send_id}/release"


def a_dead_letter(organization_id: str = ORGANIZATION) -> str:
    message = DeliverShard(organization_id=organization_id, campaign_id="c", blast_id="b", shard=3)
    url = settings().send_queue_url + DEAD_LETTERS
    return str(boto3.client("sqs").send_message(QueueUrl=url, MessageBody=encode(message))["MessageId"])


def test_unknown_sends_of_the_organization_are_listed(owner, handler):
    send = an_unknown_send()
    stranger = replace(
        a_send(blast_id=BLAST, phone="+12025550177"), organization_id=OTHER, state=SendState.UNKNOWN
    )
    send_rows.to_row(stranger).save()
    (shown,) = owner("GET", f"{HOME}/unknown-sends").json["items"]
    assert (shown["send_id"], shown["campaign_id"], shown["blast_id"]) == (send.send_id, CAMPAIGN, BLAST)
    assert (shown["reason"], shown["searched"], shown["released"]) == ("TIMEOUT NOT_FOUND", True, False)
    (theirs,) = ask(handler, "GET", f"/v1/organizations/{OTHER}/unknown-sends", user=STRANGER).json["items"]
    assert theirs["phone"] == "+12025550177"
    sends = owner("GET", f"{HOME}/campaigns/{CAMPAIGN}/blasts/{BLAST}/sends", query={"state": "UNKNOWN"})
    assert send.send_id in {one["send_id"] for one in sends.json["items"]}


def test_a_release_needs_a_key_and_a_reason_and_happens_once(owner, handler, aws):
    send = an_unknown_send()
    assert owner("POST", release_path(send), body=WHY).status == 400
    assert owner("POST", release_path(send), body={"reason": ""}, headers=KEY).status == 422
    answer = ask(handler, "POST", release_path(send), user=ADMIN, body=WHY, headers=KEY)
    assert (answer.status, answer.json["state"]) == (200, "READY")
    again = ask(handler, "POST", release_path(send), user=ADMIN, body=WHY, headers=KEY)
    assert (again.status, again.headers.get("idempotency-replayed")) == (200, "true")
    refused = owner("POST", release_path(send), body=WHY, headers={"Idempotency-Key": "k-2"})
    assert refused.status == 409
    assert "READY" in refused.json["detail"]
    assert len(aws.take(DeliverShard)) == 1
    (entry,) = owner("GET", f"{HOME}/audit", query={"action": "SEND_RELEASED"}).json["items"]
    assert (entry["action"], entry["user_id"], entry["reason"]) == ("SEND_RELEASED", ADMIN, WHY["reason"])


def test_a_strangers_release_finds_nothing(owner, handler):
    send = an_unknown_send()
    path = release_path(send).replace(ORGANIZATION, OTHER)
    assert ask(handler, "POST", path, user=STRANGER, body=WHY, headers=KEY).status == 404
    assert ask(handler, "GET", f"{HOME}/audit", user=ADMIN).status == 403


def test_dead_letters_are_listed_and_replayed_by_their_owner_only(owner, handler, aws):
    mine, theirs = a_dead_letter(), a_dead_letter(OTHER)
    (shown,) = owner("GET", f"{HOME}/dead-letters").json["items"]
    assert (shown["message_id"], shown["queue"], shown["type"]) == (mine, "send", "DeliverShard")
    assert shown["ids"]["shard"] == "3"
    assert owner("POST", f"{HOME}/dead-letters/{mine}/replay").status == 400
    assert owner("POST", f"{HOME}/dead-letters/{theirs}/replay", headers=KEY).status == 404
    replayed = owner("POST", f"{HOME}/dead-letters/{mine}/replay", headers=KEY)
    assert (replayed.status, replayed.json) == (200, {"replayed": 1, "left": 0})
    assert owner("POST", f"{HOME}/dead-letters/{mine}/replay", headers=KEY).json == {"replayed": 1, "left": 0}
    assert len(aws.take(DeliverShard)) == 1
    assert owner("POST", f"{HOME}/dead-letters/replay-all", headers=KEY).json == {"replayed": 0, "left": 0}
    others = ask(handler, "GET", f"/v1/organizations/{OTHER}/dead-letters", user=STRANGER).json["items"]
    assert [one["message_id"] for one in others] == [theirs]


def test_everything_stops_and_the_stop_can_be_looked_at(owner):
    a_running_blast()
    assert owner("GET", f"{HOME}/stop-all").status == 404
    stopped = owner("POST", f"{HOME}/stop-all")
    assert (stopped.status, stopped.json["stopped"], stopped.json["campaign_ids"]) == (200, 1, [CAMPAIGN])
    assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.PAUSED
    seen = owner("GET", f"{HOME}/stop-all").json
    assert (seen["pressed_by"], seen["last_claim_at"], seen["seconds_until_quiet"]) == (USER, None, 0)
