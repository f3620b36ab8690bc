"""Somebody who wrote gets an answer: once, from the number they know, and from one member at a time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from groundswell import clock
from groundswell.domain.campaign import CampaignState
from groundswell.domain.conversation import Conversation, Direction, InboxView
from groundswell.domain.errors import Conflict, Invalid, NotFound, Stale
from groundswell.domain.number import NumberState
from groundswell.domain.send import SendState
from groundswell.messages import TextReceived
from groundswell.tables import campaigns, inbox, members, organizations
from groundswell.tables.numbers import number_rows
from groundswell.usecases.answer_conversation import Answered, answer_conversation
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.assign_conversation import assign_conversation
from groundswell.usecases.close_conversation import close_conversation, reopen_conversation
from groundswell.usecases.dedicate_number import dedicate_number
from groundswell.usecases.read_conversations import get_thread, list_conversations
from groundswell.usecases.receive_vendor_event import store_event
from groundswell.usecases.sweep import sweep
from tests.promises.small_blast import stop
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, whole_blast
from tests.support.build import NOON, ORGANIZATION, PHONE, SENDER, USER, a_member, a_phone, an_owned_number
from tests.support.carrier import Carrier

At = Callable[[datetime], None]
TEXTER = "05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f11"


@pytest.fixture(autouse=True)
def _number(carrier: Carrier) -> None:
    own()


def own(phone: str = SENDER, **changes: object) -> str:
    number_rows.to_row(an_owned_number(phone=phone, **changes)).save()
    return phone


def receive(
    words: str = "When is it?", message_id: str = "in1", *, phone: str = PHONE, to: str = SENDER
) -> None:
    """A text comes in, is stored and threaded."""
    event = TextReceived(
        organization_id=ORGANIZATION, message_id=message_id, vendor="fakeservice", vendor_message_id=message_id,
        from_phone=phone, to_phone=to, text=words, received_at=(clock.now() - timedelta(minutes=1)).isoformat(),
    )  # fmt: skip
    stored = store_event(event)
    assert apply_vendor_events([stored]) == []


def answer(
    words: str = "At 6.", key: str = "k1", *, phone: str = PHONE, user: str = USER, seen: str | None = None
) -> Answered:
    return answer_conversation(organizations.get(ORGANIZATION), user, phone, words, key, last_message_id=seen)


def shown(view: InboxView, user: str = USER) -> list[str]:
    return [one.phone for one in list_conversations(ORGANIZATION, view, user, limit=20)[0]]


def test_it_leaves_from_the_number_that_was_written_to_and_joins_the_conversation(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    other = own("+13125550101")
    receive(to=other)
    answered = answer()
    deliver(aws)
    assert [(text.to, text.sender, text.body) for text in carrier.accepted] == [(PHONE, other, "At 6.")]
    thread = get_thread(ORGANIZATION, PHONE)
    assert [(text.direction, text.body) for text in thread.texts] == [
        (Direction.IN, "When is it?"),
        (Direction.OUT, "At 6."),
    ]
    assert thread.texts[1].user_id == USER
    assert thread.sends[answered.message_id].state is SendState.SENT
    assert thread.conversation
    assert (thread.conversation.unanswered, thread.conversation.last_text) == (False, "At 6.")
    assert campaigns.get(ORGANIZATION, answered.blast.campaign_id).state is CampaignState.COMPLETED


def test_the_same_key_answers_once_and_another_once_more(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    assert answer().message_id == answer().message_id
    deliver(aws)
    answer()
    deliver(aws)
    assert len(carrier.accepted) == 1
    answer(key="k2")
    deliver(aws)
    assert len(carrier.accepted) == 2


def test_of_two_who_answer_what_they_saw_one_is_told_of_the_other(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    seen = inbox.get(ORGANIZATION, PHONE).last_message_id
    answer(seen=seen)
    with pytest.raises(Conflict, match="meanwhile"):
        answer("Six!", key="k2", user=TEXTER, seen=seen)
    answer(seen=seen)  # the first one's own repetition is none
    deliver(aws)
    assert [text.body for text in carrier.accepted] == ["At 6."]
    answer("Six!", key="k2", user=TEXTER, seen=inbox.get(ORGANIZATION, PHONE).last_message_id)


def test_whoever_answers_at_the_very_same_moment_comes_second(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive()
    read = inbox.get

    def meanwhile(organization_id: str, phone: str) -> Conversation:
        found = read(organization_id, phone)
        monkeypatch.setattr(inbox, "get", read)
        answer("Six!", key="k2", user=TEXTER)
        return found

    monkeypatch.setattr(inbox, "get", meanwhile)
    with pytest.raises(Conflict, match="meanwhile"):
        answer()
    deliver(aws)
    assert [text.body for text in carrier.accepted] == ["Six!"]


def test_braces_are_what_they_are(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    answer("Use the code {A1}}.")
    deliver(aws)
    assert [text.body for text in carrier.accepted] == ["Use the code {A1}}."]
    assert get_thread(ORGANIZATION, PHONE).texts[-1].body == "Use the code {A1}}."
    assert inbox.get(ORGANIZATION, PHONE).last_text == "Use the code {A1}}."


def test_who_opted_out_gets_no_answer(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    stop(PHONE)
    with pytest.raises(Conflict, match="opted out"):
        answer()
    assert not aws.rows("blasts")


def test_an_opt_out_after_the_answer_was_written_wins(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    answered = answer()
    stop(PHONE)
    deliver(aws)
    assert carrier.accepted == []
    assert get_thread(ORGANIZATION, PHONE).sends[answered.message_id].state is SendState.SKIPPED


def test_at_night_it_waits_and_says_until_when(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    at(datetime(2026, 3, 11, 3, tzinfo=UTC))
    morning = datetime(2026, 3, 11, 12, tzinfo=UTC)
    answered = answer()
    assert answered.held_until == morning
    deliver(aws)
    send = get_thread(ORGANIZATION, PHONE).sends[answered.message_id]
    assert (send.state, send.not_before) == (SendState.HELD, morning)
    at(morning)
    sweep()
    deliver(aws)
    assert len(carrier.accepted) == 1


def test_nobody_who_never_wrote_is_answered(aws: Aws, carrier: Carrier, at: At) -> None:
    with pytest.raises(NotFound):
        answer()


@pytest.mark.parametrize("words", ["  ", "x" * 1601])
def test_an_empty_or_endless_answer_is_refused(aws: Aws, carrier: Carrier, at: At, words: str) -> None:
    receive()
    with pytest.raises(Invalid):
        answer(words)


def test_a_number_that_is_gone_answers_nobody(aws: Aws, carrier: Carrier, at: At) -> None:
    receive(to="+13125550999")
    with pytest.raises(Conflict, match="yours no more"):
        answer()
    own("+13125550999", releasing_at=NOON)
    with pytest.raises(Conflict, match="yours no more"):
        answer()


def test_a_reply_to_an_answer_is_counted_there_and_the_answer_stands_once(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    receive()
    answer()
    deliver(aws)
    receive("Thanks!", "in2")
    texts = get_thread(ORGANIZATION, PHONE).texts
    assert sorted(text.body for text in texts) == ["At 6.", "Thanks!", "When is it?"]
    assert next(text for text in texts if text.body == "At 6.").user_id == USER


def test_conversations_are_sorted_by_whose_turn_it_is(aws: Aws, carrier: Carrier, at: At) -> None:
    members.add(a_member(user_id=TEXTER, email="texter@example.org"))
    an_active_campaign(people=1)
    whole_blast(aws)
    known, stranger = a_phone(0), a_phone(1)
    receive(phone=known)
    receive(phone=stranger, message_id="in2")
    assert (shown(InboxView.UNASSIGNED), shown(InboxView.UNMATCHED)) == ([known], [stranger])
    assert assign_conversation(ORGANIZATION, known, TEXTER).assignee == TEXTER
    assert assign_conversation(ORGANIZATION, known, TEXTER).assignee == TEXTER
    assert (shown(InboxView.UNASSIGNED), shown(InboxView.MINE, TEXTER)) == ([], [known])
    assert shown(InboxView.MINE) == []
    receive("And where?", "in3", phone=known)
    assert shown(InboxView.MINE, TEXTER) == [known]
    assign_conversation(ORGANIZATION, known, None)
    assert shown(InboxView.UNASSIGNED) == [known]
    assign_conversation(ORGANIZATION, stranger, TEXTER)
    assign_conversation(ORGANIZATION, stranger, None)
    assert shown(InboxView.UNMATCHED) == [stranger]
    assert sorted(shown(InboxView.ALL)) == [known, stranger]


def test_only_an_active_member_is_given_a_conversation(aws: Aws, carrier: Carrier, at: At) -> None:
    members.add(a_member(user_id=TEXTER, active=False, email="texter@example.org"))
    receive()
    for user in (TEXTER, "nobody"):
        with pytest.raises(Invalid):
            assign_conversation(ORGANIZATION, PHONE, user)
    with pytest.raises(NotFound):
        assign_conversation(ORGANIZATION, a_phone(7), USER)


def test_of_two_who_take_it_one_gets_it(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    conversation = inbox.get(ORGANIZATION, PHONE)
    inbox.hand_to(conversation, USER)
    with pytest.raises(Stale):
        inbox.hand_to(conversation, TEXTER)


def test_a_closed_conversation_comes_back_with_the_next_text_or_by_hand(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    receive()
    assign_conversation(ORGANIZATION, PHONE, USER)
    assert not close_conversation(ORGANIZATION, PHONE, last_message_id="in1").is_open
    assert not close_conversation(ORGANIZATION, PHONE).is_open
    assert shown(InboxView.MINE) == []
    receive("STOP", "in2")  # asks for nothing that a person has to do
    assert shown(InboxView.MINE) == []
    receive("Hello?", "in3")
    assert shown(InboxView.MINE) == [PHONE]
    close_conversation(ORGANIZATION, PHONE)
    assert reopen_conversation(ORGANIZATION, PHONE).is_open
    assert shown(InboxView.MINE) == [PHONE]


def test_what_came_meanwhile_is_not_closed_with_the_rest(aws: Aws, carrier: Carrier, at: At) -> None:
    receive()
    receive("Wait!", "in2")
    with pytest.raises(Stale):
        close_conversation(ORGANIZATION, PHONE, last_message_id="in1")
    assert shown(InboxView.UNMATCHED) == [PHONE]


def test_who_writes_to_a_members_own_number_is_theirs_unless_somebody_has_them(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    members.add(a_member(user_id=TEXTER, email="texter@example.org"))
    mine = own("+13125550102", state=NumberState.AVAILABLE)
    assert dedicate_number(ORGANIZATION, TEXTER, mine) == mine
    receive(phone=a_phone(1), to=mine)
    assert shown(InboxView.MINE, TEXTER) == [a_phone(1)]
    receive(phone=a_phone(2), message_id="in2")
    assign_conversation(ORGANIZATION, a_phone(2), USER)
    receive("Hi", "in3", phone=a_phone(2), to=mine)
    assert shown(InboxView.MINE, USER) == [a_phone(2)]
    at(NOON + timedelta(seconds=1))
    answer(phone=a_phone(1), user=TEXTER)
    deliver(aws)
    assert [text.sender for text in carrier.accepted] == [mine]
