"""A process is killed before and after every call to DynamoDB, SQS and the carrier; the promises hold all the same."""

from contextlib import suppress

from groundswell.domain.send import SendState
from groundswell.extensions.service_vendors.texts import Declined
from groundswell.tables import blasts, conversations, recipients
from tests.promises.moments import killed_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import (
    PEOPLE,
    PHONES,
    a_campaign_ready_to_send,
    a_planned_blast,
    blast_now,
)
from tests.support.blast_road import send_now
from tests.support.build import CAMPAIGN, ORGANIZATION
from tests.support.faults import Killed


def test_making_a_blast(road: Road) -> None:
    a_campaign_ready_to_send(road)
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        send_now()  # the caller repeats its request under the same key
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert killed_at_every_moment(road, send_now, check) > 4


def test_planning(road: Road) -> None:
    a_campaign_ready_to_send(road)
    send_now()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert killed_at_every_moment(road, road.work, check) > 40


def test_delivering(road: Road) -> None:
    a_planned_blast(road)

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, road.work, check) > 40


def test_delivering_to_people_who_opted_out_with_the_carrier(road: Road) -> None:
    a_planned_blast(road)
    road.carrier.script = lambda text: (
        Declined(code="21610", opted_out=True) if text.to in PHONES[:2] else None
    )

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)
        failed = {phone for phone, state in road.states().items() if state is SendState.FAILED}
        assert failed <= {phone for phone in PHONES if recipients.get(ORGANIZATION, phone).opted_out}

    assert killed_at_every_moment(road, road.work, check, since="before the carrier") > 40


def test_reporting(road: Road) -> None:
    a_planned_blast(road)
    road.work()
    blast = blast_now()
    codes = dict(zip(PHONES, [None, None, "30003", None, "30006"], strict=True))
    reports = [
        road.report(blast, phone, "FAILED" if code else "DELIVERED", code) for phone, code in codes.items()
    ]
    road.pending = [*reports, *reports[:2], road.report(blast, PHONES[0], "SENT")]
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)
        assert road.states() == {
            p: SendState.FAILED if code else SendState.DELIVERED for p, code in codes.items()
        }

    assert killed_at_every_moment(road, road.work, check) > 20


def test_receiving_and_threading_replies(road: Road) -> None:
    a_planned_blast(road)
    road.work()
    road.pending.clear()
    road.edge.wire.set()
    words = dict(zip(PHONES, ["STOP", "Count me in!", "stop"], strict=False))

    def receive() -> None:
        for number, (phone, text) in enumerate(words.items()):
            with suppress(Killed):
                road.text_in(phone, text, f"in{number}")
            road.edge.wire.dead = False
        road.work()

    def check(claimed: set[str]) -> None:
        receive()  # the carrier posts again what was not answered
        road.recover()
        assert {p for p in PHONES if recipients.get(ORGANIZATION, p).opted_out} == {PHONES[0], PHONES[2]}
        blast = blast_now()
        assert blasts.count_replies(ORGANIZATION, CAMPAIGN, blast.blast_id) == (3, 2)
        for phone, text in words.items():
            assert [
                one.body for one in conversations.list_texts(ORGANIZATION, phone) if one.body == text
            ] == [text]
        road.assert_the_promises(blast, PEOPLE)

    assert killed_at_every_moment(road, receive, check) > 20


def test_who_texts_stop_before_their_text_leaves_gets_none(road: Road) -> None:
    a_planned_blast(road)

    def act() -> None:
        with suppress(Killed):
            road.text_in(PHONES[0], "STOP", "in1")
        road.edge.wire.dead = False
        road.text_in(PHONES[0], "STOP", "in1")  # again, as it was not answered
        road.work()

    def check(claimed: set[str]) -> None:
        road.recover()
        assert PHONES[0] not in road.accepted()
        assert road.states()[PHONES[0]] is SendState.SKIPPED
        assert recipients.get(ORGANIZATION, PHONES[0]).opted_out
        road.assert_the_promises(blast_now(), PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, act, check, until="before the carrier") > 40
