"""Settling what nobody knows is killed before and after each of its calls, and comes to the same end."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.errors import GroundswellError
from groundswell.domain.identity import derived_id
from groundswell.domain.send import NOT_FOUND, Send, SendState
from groundswell.extensions.service_vendors.texts import Unclear
from groundswell.messages import CompareReceived, ReconcileSends, TextReceived
from groundswell.tables import audit, blasts, conversations, recipients
from groundswell.tables.ledger import send_rows
from groundswell.usecases.compare_received import compare_received
from groundswell.usecases.reconcile_sends import reconcile_sends
from groundswell.usecases.release_send import release_send
from tests.promises.moments import killed_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import PHONES, a_planned_blast
from tests.support.build import CAMPAIGN, ORGANIZATION, SENDER, USER
from tests.support.ledger import assert_counters_equal_a_recount

TAKEN, NEVER_TAKEN = PHONES[0], PHONES[1]


def lose_two_answers(road: Road) -> None:
    trouble = {TAKEN: Unclear(reason="TIMEOUT"), NEVER_TAKEN: RuntimeError("reset")}
    road.carrier.script = lambda text: trouble.get(text.to)


def a_blast_with_two_unknown(road: Road) -> tuple[Blast, list[ReconcileSends]]:
    blast = a_planned_blast(road)
    lose_two_answers(road)
    road.work()
    road.carrier.script = lambda text: None
    road.recover()
    messages = road.aws.take(ReconcileSends)
    road.edge.wire.set()
    return blast, messages


def sends(blast: Blast) -> dict[str, Send]:
    return {send.phone: send for send in send_rows.list_sends(blast.blast_id, limit=100)[0]}


def settle(road: Road, messages: Sequence[ReconcileSends]) -> None:
    """SQS brings back what was not finished, and brings what was asked for."""
    left = [*messages, *road.aws.take(ReconcileSends)]
    while left:
        for message in left:
            reconcile_sends(message)
        left = road.aws.take(ReconcileSends)


def test_whatever_becomes_unknown_is_announced(road: Road) -> None:
    blast = a_planned_blast(road)
    lose_two_answers(road)

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast, len(PHONES), unsure={*claimed, TAKEN, NEVER_TAKEN})
        announced = {send_id for message in road.aws.take(ReconcileSends) for send_id in message.send_ids}
        unknown = {send.send_id for send in sends(blast).values() if send.state is SendState.UNKNOWN}
        assert unknown <= announced

    assert killed_at_every_moment(road, road.work, check, since="before the carrier") > 40


def test_reconciling(road: Road) -> None:
    blast, messages = a_blast_with_two_unknown(road)
    accepted = len(road.carrier.accepted)

    def act() -> None:
        settle(road, messages)

    def check(claimed: set[str]) -> None:
        settle(road, messages)
        found = sends(blast)
        assert found[TAKEN].state is SendState.SENT
        assert found[NEVER_TAKEN].state is SendState.UNKNOWN
        assert (found[NEVER_TAKEN].reason or "").count(NOT_FOUND) == 1
        assert len(road.carrier.accepted) == accepted
        assert_counters_equal_a_recount(blast)

    assert killed_at_every_moment(road, act, check) > 20


def test_releasing(road: Road) -> None:
    blast, messages = a_blast_with_two_unknown(road)
    settle(road, messages)
    road.edge.wire.set()
    send = sends(blast)[NEVER_TAKEN]

    def act() -> None:
        release_send(ORGANIZATION, CAMPAIGN, blast.blast_id, send.send_id, reason="Called.", user_id=USER)

    def check(claimed: set[str]) -> None:
        with suppress(GroundswellError):  # the person asks again
            act()
        road.recover()
        assert sends(blast)[NEVER_TAKEN].state is SendState.SENT
        assert road.accepted()[NEVER_TAKEN] == 1
        assert blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state is BlastState.CLOSED
        assert len(audit.list_page(ORGANIZATION, limit=10)[0]) == 1
        assert_counters_equal_a_recount(blast)

    assert killed_at_every_moment(road, act, check) > 8


def test_taking_in_a_lost_stop(road: Road) -> None:
    blast = a_planned_blast(road)
    road.work()
    road.recover()
    road.carrier.received = [a_lost_text("STOP", road.now)]
    road.edge.wire.set()
    message = CompareReceived(organization_id=ORGANIZATION)

    def check(claimed: set[str]) -> None:
        compare_received(message)
        road.work_off()
        assert recipients.get(ORGANIZATION, TAKEN).opted_out
        assert len(conversations.list_replies(blast.blast_id, limit=10)[0]) == 1

    assert killed_at_every_moment(road, lambda: compare_received(message), check) > 8


def a_lost_text(words: str, now: datetime) -> TextReceived:
    return TextReceived(
        organization_id=ORGANIZATION, message_id=derived_id(ORGANIZATION, "text", "SM900"), vendor="fakeservice",
        vendor_message_id="SM900", from_phone=TAKEN, to_phone=f"{SENDER[:-1]}0", text=words,
        received_at=(now - timedelta(minutes=5)).isoformat(),
    )  # fmt: skip
