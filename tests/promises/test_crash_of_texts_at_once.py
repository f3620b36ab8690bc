"""A process is killed at every call while a message or an answer is asked for and sent; each copy is the only one."""

from groundswell.domain.addressees import Addressee
from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import CampaignKind
from groundswell.domain.send import SendState
from groundswell.tables import blasts, inbox, organizations
from groundswell.tables.ledger import shards
from groundswell.tables.numbers import number_rows
from groundswell.usecases.answer_conversation import answer_conversation
from groundswell.usecases.read_conversations import get_thread
from groundswell.usecases.send_at_once import find_sent
from groundswell.usecases.send_message import Message, send_message
from tests.promises.moments import killed_at_every_moment, met_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import stop
from tests.support.build import ORGANIZATION, PHONE, SENDER, USER, a_phone, an_owned_number
from tests.support.ledger import assert_counters_equal_a_recount

KEY = "the-key"
PEOPLE = [a_phone(n) for n in (1, 2)]


def own_a_number() -> None:
    number_rows.to_row(an_owned_number(phone=SENDER)).save()


def ask_for_a_message() -> Blast:
    message = Message(text="Doors open at 6.", to=[Addressee(phone=phone) for phone in PEOPLE])
    return send_message(organizations.get(ORGANIZATION), USER, KEY, message).blast


def ask_for_an_answer() -> Blast:
    organization = organizations.get(ORGANIZATION)
    return answer_conversation(organization, USER, PHONE, "At 6.", KEY, last_message_id=None).blast


def assert_sent_once(road: Road, blast: Blast, phones: list[str], *, unsure: set[str] | None = None) -> None:
    accepted, states = road.accepted(), road.states()
    assert road.carrier.duplicates == 0
    assert set(states) == set(phones)
    for phone in phones:
        if states[phone] is SendState.UNKNOWN:
            assert phone in (unsure or ())
        else:
            assert (accepted[phone], states[phone]) == (1, SendState.SENT)
    assert_counters_equal_a_recount(blast)
    closed = blasts.get(ORGANIZATION, blast.campaign_id, blast.blast_id)
    assert closed.state is BlastState.CLOSED


def test_asking_for_a_message(road: Road) -> None:
    own_a_number()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        blast = ask_for_a_message()  # the caller repeats its request under the same key
        road.recover()
        assert_sent_once(road, blast, PEOPLE)
        assert all(len(get_thread(ORGANIZATION, phone).texts) == 1 for phone in PEOPLE)

    assert killed_at_every_moment(road, ask_for_a_message, check) > 15


def test_a_message_that_was_accepted_is_sent_though_nobody_asks_again(road: Road) -> None:
    own_a_number()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        blast = find_sent(ORGANIZATION, CampaignKind.MESSAGE, KEY)
        if blast is None:
            assert not road.accepted()
        else:
            assert_sent_once(road, blast, PEOPLE)

    killed_at_every_moment(road, ask_for_a_message, check)


def test_sending_a_message(road: Road) -> None:
    own_a_number()
    blast = ask_for_a_message()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        road.recover()
        assert_sent_once(road, blast, PEOPLE, unsure=claimed)

    assert killed_at_every_moment(road, road.work, check) > 20


def test_asking_for_an_answer(road: Road) -> None:
    own_a_number()
    road.text_in(PHONE, "When is it?", "in1")
    road.work()
    road.edge.wire.set()

    def check(claimed: set[str]) -> None:
        blast = ask_for_an_answer()
        road.recover()
        assert_sent_once(road, blast, [PHONE])
        assert sorted(text.body for text in get_thread(ORGANIZATION, PHONE).texts) == ["At 6.", "When is it?"]
        assert not inbox.get(ORGANIZATION, PHONE).unanswered

    assert killed_at_every_moment(road, ask_for_an_answer, check) > 10


def test_who_opts_out_while_the_message_is_asked_for_and_sent_gets_one_before_or_none(road: Road) -> None:
    own_a_number()
    road.edge.wire.set()

    def act() -> None:
        ask_for_a_message()
        road.work()

    def opt_out() -> int:
        stop(PEOPLE[0])
        return road.accepted()[PEOPLE[0]]

    def check(before: int | None) -> None:
        blast = ask_for_a_message()
        road.recover()
        state, count = road.states()[PEOPLE[0]], road.accepted()[PEOPLE[0]]
        assert (state, count) in ((SendState.SKIPPED, 0), (SendState.SENT, 1))
        assert shards.counters(blast.blast_id).open == 0
        assert road.carrier.duplicates == 0

    assert met_at_every_moment(road, act, opt_out, check, stride=2) > 30
