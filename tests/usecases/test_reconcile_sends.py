"""What became UNKNOWN is looked for in the carrier's list: found there it is settled, otherwise a person is told."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell import queues
from groundswell.domain.blast import Blast
from groundswell.domain.send import Send, SendState
from groundswell.extensions.service_vendors.errors import VendorBusy
from groundswell.extensions.service_vendors.texts import OutboundText, Unclear
from groundswell.messages import DeliverShard, DeliveryReported, ReconcileSends
from groundswell.settings import settings
from groundswell.tables.ledger import send_rows, shards
from groundswell.usecases.announce_unknown import waits
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.deliver_shard import deliver_shard
from groundswell.usecases.reconcile_sends import CarrierSilent, reconcile_sends
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, plan, send_now, whole_blast
from tests.support.build import NOON, ORGANIZATION, a_phone
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]


def lost(carrier: Carrier, *phones: str, accepted: bool = True) -> None:
    """The answers for these phones are lost; the carrier has the texts, or has never got them."""
    answer = Unclear(reason="TIMEOUT") if accepted else RuntimeError("reset")
    carrier.script = lambda text: answer if text.to in phones else None


def sends_of(blast: Blast) -> dict[str, Send]:
    found, _ = send_rows.list_sends(blast.blast_id, limit=1_000)
    return {send.phone: send for send in found}


def reconcile(aws: Aws) -> int:
    """Everything that asks for it now, once; how many messages that were."""
    messages = aws.take(ReconcileSends)
    for message in messages:
        reconcile_sends(message)
    return len(messages)


def apply_reports(aws: Aws) -> None:
    assert apply_vendor_events(aws.take(DeliveryReported)) == []


def test_the_waits_add_up_to_the_moments_of_the_setting() -> None:
    assert waits() == (120, 180, 600)


def test_a_lost_text_that_the_carrier_has_is_sent(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=10)
    lost(carrier, a_phone(3))
    blast = whole_blast(aws)
    assert sends_of(blast)[a_phone(3)].state is SendState.UNKNOWN
    at(NOON + timedelta(minutes=2))
    assert reconcile(aws) == 1
    found = sends_of(blast)[a_phone(3)]
    place = next(n for n, text in enumerate(carrier.accepted, 1) if text.to == a_phone(3))
    assert (found.state, found.vendor_message_id, found.segments) == (SendState.SENT, f"SM{place}", 1)
    assert (found.reason, found.claim_expires_at) == (None, None)
    assert aws.take(ReconcileSends) == []
    assert (len(carrier.accepted), carrier.duplicates) == (10, 0)
    assert_counters_equal_a_recount(blast)


@pytest.mark.parametrize(("state", "code"), [(SendState.DELIVERED, None), (SendState.FAILED, "30003")])
def test_what_the_carrier_has_finished_with_is_final(
    aws: Aws, carrier: Carrier, at: At, state: SendState, code: str | None
) -> None:
    an_active_campaign(people=3)
    lost(carrier, a_phone(1))
    carrier.fates[a_phone(1)] = (state, code)
    blast = whole_blast(aws)
    reconcile(aws)
    apply_reports(aws)
    settled = sends_of(blast)[a_phone(1)]
    assert (settled.state, settled.reason) == (state, code)
    assert_counters_equal_a_recount(blast)


def test_what_is_nowhere_after_three_looks_stays_unknown_and_is_never_sent_again(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    an_active_campaign(people=5)
    lost(carrier, a_phone(2), accepted=False)
    blast = whole_blast(aws)
    attempts = []
    while messages := aws.take(ReconcileSends):
        for message in messages:
            attempts.append(message.attempt)
            reconcile_sends(message)
    assert attempts == [0, 1, 2]
    left = sends_of(blast)[a_phone(2)]
    assert (left.state, left.reason) == (SendState.UNKNOWN, "RuntimeError NOT_FOUND")
    assert [send.phone for send in send_rows.list_unknown(ORGANIZATION, limit=10)[0]] == [a_phone(2)]
    at(NOON + timedelta(hours=1))
    for shard in range(16):
        deliver_shard(deliver_message(blast, shard))
    assert len(carrier.accepted) == 4
    assert_counters_equal_a_recount(blast)


def test_every_message_twice_changes_nothing_more(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=4)
    lost(carrier, a_phone(0), a_phone(1))
    blast = whole_blast(aws)
    for message in aws.take(ReconcileSends):
        reconcile_sends(message)
        before = sends_of(blast)
        reconcile_sends(message)
        assert sends_of(blast) == before
    assert {send.state for send in sends_of(blast).values()} == {SendState.SENT}
    assert len({send.vendor_message_id for send in sends_of(blast).values()}) == 4


def test_a_report_that_was_faster_wins(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    lost(carrier, a_phone(0))
    blast = whole_blast(aws)
    (send,) = sends_of(blast).values()
    report = DeliveryReported(
        organization_id=ORGANIZATION, blast_id=blast.blast_id, send_id=send.send_id, state="DELIVERED",
        vendor_message_id="SM1",
    )  # fmt: skip
    assert apply_vendor_events([report]) == []
    reconcile(aws)
    assert carrier.asked == []
    assert sends_of(blast)[a_phone(0)].state is SendState.DELIVERED
    assert apply_vendor_events([report]) == []
    assert_counters_equal_a_recount(blast)


def test_another_blasts_text_is_not_taken_for_the_lost_one(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    first, second = send_now("one"), send_now("two")
    plan(aws)
    deliver(aws)
    assert len(carrier.accepted) == 2
    last = sends_of(second)[a_phone(0)]
    made_unknown = replace(
        last, state=SendState.UNKNOWN, vendor_message_id=None, claim_expires_at=NOON + timedelta(seconds=120)
    )
    send_rows.to_row(made_unknown).save()
    kept = carrier.accepted.index(next(t for t in carrier.accepted if t.reference.endswith(last.send_id)))
    carrier.accepted[kept] = replace(carrier.accepted[kept], body="redacted")
    reconcile_sends(a_look(second, last))
    assert sends_of(second)[a_phone(0)].state is SendState.UNKNOWN
    assert sends_of(first)[a_phone(0)].state is SendState.SENT


def test_one_text_of_the_carriers_is_never_two_sends(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    first, second = send_now("one"), send_now("two")
    plan(aws)
    lost(carrier, a_phone(0), accepted=False)
    deliver(aws)
    carrier.script = lambda text: None
    (one,), (other,) = sends_of(first).values(), sends_of(second).values()
    carrier.accepted.append(an_offer(one))
    messages = aws.take(ReconcileSends)
    assert len(messages) == 2
    for message in messages * 2:
        reconcile_sends(message)
    states = sorted([sends_of(first)[one.phone].state, sends_of(second)[other.phone].state])
    assert states == [SendState.SENT, SendState.UNKNOWN]


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Something else"},
        {"sender": "+13125559999"},
        {"at": NOON - timedelta(minutes=10)},
        {"at": NOON + timedelta(minutes=10)},
    ],
)
def test_a_text_of_other_words_sender_or_time_is_not_it(
    aws: Aws, carrier: Carrier, at: At, change: dict[str, object]
) -> None:
    an_active_campaign(people=1)
    lost(carrier, a_phone(0))
    blast = whole_blast(aws)
    carrier.accepted_at[0] = change.pop("at", NOON)  # type: ignore[assignment]
    carrier.accepted[0] = replace(carrier.accepted[0], **change)  # type: ignore[arg-type]
    reconcile(aws)
    assert sends_of(blast)[a_phone(0)].state is SendState.UNKNOWN


def test_a_dead_workers_claims_are_looked_for_too(aws: Aws, carrier: Carrier, at: At) -> None:
    class Killed(BaseException):
        pass

    an_active_campaign(people=3)
    send_now()
    plan(aws)
    carrier.script = lambda text: Killed()
    messages = aws.take(DeliverShard)
    for message in messages:
        with suppress(Killed):
            deliver_shard(message)
    carrier.script = lambda text: None
    at(NOON + timedelta(minutes=5))
    for message in messages:
        deliver_shard(message)
    announced = [send_id for message in aws.take(ReconcileSends) for send_id in message.send_ids]
    assert len(announced) == len(set(announced)) == 3


def test_what_cannot_be_announced_stays_claimed_until_it_can(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=4)
    lost(carrier, a_phone(1))
    send_all = queues.send_all

    def down(messages: list[object], **more: int) -> None:
        if messages and isinstance(messages[0], ReconcileSends):
            raise queues.NotQueued("down")
        send_all(messages, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(queues, "send_all", down)
        blast = send_now()
        plan(aws)
        for message in (messages := aws.take(DeliverShard)):
            deliver_shard(message)
    assert sends_of(blast)[a_phone(1)].state is SendState.DISPATCHING
    at(NOON + timedelta(minutes=5))
    aws.take(DeliverShard)
    for message in messages:
        deliver_shard(message)
    assert sends_of(blast)[a_phone(1)].state is SendState.UNKNOWN
    reconcile(aws)
    assert sends_of(blast)[a_phone(1)].state is SendState.SENT
    assert shards.counters(blast.blast_id)[SendState.SENT] == 4


def test_a_carrier_that_does_not_answer_is_asked_again(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    lost(carrier, a_phone(0))
    blast = whole_blast(aws)
    (message,) = aws.take(ReconcileSends)
    carrier.list_trouble = VendorBusy("429")
    with pytest.raises(CarrierSilent):
        reconcile_sends(message)
    assert aws.take(ReconcileSends) == []  # SQS brings the message itself again
    carrier.list_trouble = None
    reconcile_sends(message)
    assert sends_of(blast)[a_phone(0)].state is SendState.SENT


def test_a_step_without_time_asks_for_another(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_active_campaign(people=2)
    lost(carrier, a_phone(0), a_phone(1))
    blast = whole_blast(aws)
    monkeypatch.setenv("STEP_SECONDS", "0")
    settings.cache_clear()
    try:
        messages = aws.take(ReconcileSends)
        for message in messages:
            reconcile_sends(message)
    finally:
        monkeypatch.delenv("STEP_SECONDS")
        settings.cache_clear()
    again = aws.waiting(ReconcileSends)
    assert {message.attempt for message in again} == {0}
    reconcile(aws)
    assert {send.state for send in sends_of(blast).values()} == {SendState.SENT}


def test_sends_of_another_organization_are_left_alone(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=1)
    lost(carrier, a_phone(0))
    blast = whole_blast(aws)
    (send,) = sends_of(blast).values()
    send_rows.to_row(replace(send, organization_id="somebody-else")).save()
    reconcile(aws)
    assert carrier.asked == []


def an_offer(send: Send) -> OutboundText:
    return OutboundText(
        reference=f"{send.blast_id}.{send.send_id}", to=send.phone, body="Hi P0!", sender=send.sender
    )


def a_look(blast: Blast, send: Send) -> ReconcileSends:
    return ReconcileSends(
        organization_id=ORGANIZATION,
        campaign_id=blast.campaign_id,
        blast_id=blast.blast_id,
        send_ids=(send.send_id,),
    )


def deliver_message(blast: Blast, shard: int) -> DeliverShard:
    return DeliverShard(
        organization_id=ORGANIZATION, campaign_id=blast.campaign_id, blast_id=blast.blast_id, shard=shard
    )
