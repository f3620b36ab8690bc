"""An opt-out in any words is stored, proven and confirmed exactly once; a doubtful one waits for a person."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from groundswell.domain.conversation import Direction
from groundswell.domain.identity import derived_id
from groundswell.domain.opt_out import review_due_at
from groundswell.extensions.service_vendors.texts import AccountBlocked, Declined, Throttled, Unclear
from groundswell.messages import TextReceived
from groundswell.tables import answers, conversations, opt_outs, organizations, recipients, reviews
from groundswell.usecases.answer_keywords import answer_keywords
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.change_settings import change_settings
from groundswell.usecases.receive_vendor_event import store_event
from groundswell.usecases.run_step import Deadline
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, PHONE, SENDER
from tests.support.carrier import Carrier
from tests.support.faults import Edge, Killed, install

At = Callable[[datetime], None]
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def noon(at: At) -> At:
    return at


def came(
    text: str, message_id: str = "m1", *, unanswered: bool = True, after: timedelta = timedelta()
) -> TextReceived:
    """An inbound text, stored as the webhook stores it."""
    event = TextReceived(
        organization_id=ORGANIZATION, message_id=message_id, vendor="fakeservice", vendor_message_id=f"SM{message_id}",
        from_phone=PHONE, to_phone=SENDER, text=text, received_at=(NOON + after).isoformat(), unanswered=unanswered,
    )  # fmt: skip
    stored = store_event(event)
    assert isinstance(stored, TextReceived)
    return stored


def opted_out() -> bool:
    return recipients.get(ORGANIZATION, PHONE).opted_out


def outcomes() -> list[str | None]:
    texts = conversations.list_texts(ORGANIZATION, PHONE)
    return [text.outcome for text in texts if text.direction is Direction.OUT]


def test_a_wish_in_any_words_opts_out_with_its_proof(carrier: Carrier) -> None:
    came("Please take me off your list!")
    assert opted_out()
    (proof,) = opt_outs.list_changes(ORGANIZATION, PHONE)
    assert (proof.keyword, proof.source, proof.words) == ("STOP", "TEXT", "Please take me off your list!")
    assert (proof.rule or "").startswith("wording-")


def test_it_is_confirmed_once_from_the_number_that_was_texted(carrier: Carrier, noon: At) -> None:
    event = came("take me off your list")
    noon(NOON + 10 * SECOND)
    for _ in range(3):
        assert apply_vendor_events([event, event]) == []
    (text,) = carrier.accepted
    assert (
        text.body
        == "You will receive no more messages from Friends of the River. Reply START to resubscribe."
    )
    assert (text.to, text.sender, text.valid_seconds) == (PHONE, SENDER, 290)
    assert text.reference.startswith(derived_id(ORGANIZATION, "opt-out-confirmation", "m1"))
    assert outcomes() == ["SENT"]


def test_what_the_carrier_answers_itself_is_not_answered_again(carrier: Carrier) -> None:
    apply_vendor_events([came("STOP", unanswered=False)])
    apply_vendor_events([came("HELP", "m2", unanswered=False)])
    assert carrier.accepted == []


def test_a_second_wish_is_not_confirmed_again(carrier: Carrier) -> None:
    apply_vendor_events([came("stop texting me"), came("I SAID STOP TEXTING ME", "m2")])
    assert len(carrier.accepted) == 1
    assert len(opt_outs.list_changes(ORGANIZATION, PHONE)) == 2


def test_help_is_answered_even_at_night_and_to_whoever_opted_out(carrier: Carrier, noon: At) -> None:
    night = timedelta(hours=12)
    noon(NOON + night)
    apply_vendor_events([came("leave me alone", after=night), came("Help!", "m2", after=night)])
    assert [text.body.split()[0] for text in carrier.accepted] == ["You", "Friends"]


@pytest.mark.parametrize(("late", "sent"), [(294, 1), (296, 0), (301, 0), (86_400, 0)])
def test_a_confirmation_never_comes_later_than_five_minutes(
    carrier: Carrier, noon: At, late: int, sent: int
) -> None:
    event = came("remove me")
    noon(NOON + late * SECOND)
    assert apply_vendor_events([event]) == []
    assert len(carrier.accepted) == sent


def test_who_has_started_again_meanwhile_gets_no_confirmation(carrier: Carrier) -> None:
    event = came("remove me")
    came("START", "m2")
    apply_vendor_events([event])
    assert carrier.accepted == []
    assert not opted_out()


def test_a_replayed_start_subscribes_nobody(carrier: Carrier) -> None:
    came("START", "m1")
    came("no more texts", "m2")
    came("START", "m1")
    assert opted_out()


@pytest.mark.parametrize(
    "answer",
    [Unclear(reason="TIMEOUT"), RuntimeError("boom"), Declined(code="21610"), AccountBlocked(code="20003")],
)
def test_a_confirmation_that_may_have_gone_out_or_never_will_is_not_sent_again(
    carrier: Carrier, answer: Any
) -> None:
    carrier.script = lambda text: answer
    event = came("remove me")
    assert apply_vendor_events([event]) == []
    carrier.script = lambda text: None
    before = len(carrier.accepted)
    assert apply_vendor_events([event]) == []
    assert len(carrier.accepted) == before
    assert outcomes()[0] in ("UNKNOWN", "FAILED")


def test_a_confirmation_that_the_carrier_put_off_is_tried_again(carrier: Carrier) -> None:
    carrier.script = lambda text: Throttled(retry_after_seconds=1)
    event = came("remove me")
    assert apply_vendor_events([event]) == [0]
    assert outcomes() == []
    carrier.script = lambda text: None
    assert apply_vendor_events([event]) == []
    assert len(carrier.accepted) == 1


def test_the_confirmation_is_the_organizations_own_or_none(carrier: Carrier) -> None:
    change_settings(ORGANIZATION, {"opt_out_confirmation": "{organization}: done."})
    apply_vendor_events([came("remove me")])
    assert [text.body for text in carrier.accepted] == ["Friends of the River: done."]
    change_settings(ORGANIZATION, {"opt_out_confirmation": ""})
    came("START", "m2")
    apply_vendor_events([came("remove me", "m3")])
    assert len(carrier.accepted) == 1
    assert organizations.get(ORGANIZATION).opt_out_confirmation == ""


def test_a_doubtful_reply_waits_for_a_person_from_the_first_one_on(carrier: Carrier, noon: At) -> None:
    came("wrong number")
    came("not interested", "m2", after=timedelta(days=1))
    assert not opted_out()
    (head,), _ = reviews.list_page(ORGANIZATION, limit=10)
    assert head.phone == PHONE
    assert head.review_due_at == review_due_at(NOON)
    assert head.unanswered


def test_an_opt_out_settles_the_review(carrier: Carrier) -> None:
    came("wrong number")
    came("stop texting me", "m2")
    assert reviews.list_page(ORGANIZATION, limit=10)[0] == []
    assert not reviews.settle(ORGANIZATION, PHONE)


@pytest.fixture
def edge(aws: Aws) -> Iterator[Edge]:
    with pytest.MonkeyPatch.context() as patch:
        yield install(patch)


def test_killed_at_any_step_it_is_confirmed_at_most_once_and_once_unless_killed_between_claim_and_carrier(
    carrier: Carrier, edge: Edge
) -> None:
    event = came("first of all, remove me")
    edge.wire.set()
    carrier.script = lambda text: edge.wire("before carrier") or None
    apply_vendor_events([event])
    moments = list(edge.wire.trace)
    assert "before carrier" in moments
    counts = []
    for at in range(1, len(moments) + 1):
        carrier.accepted.clear()
        edge.wire.set()
        came("START", f"start{at}")
        event = came("remove me", f"m{at}x")
        edge.wire.set(at)
        with suppress(Killed):
            apply_vendor_events([event])
        edge.wire.set()
        carrier.script = lambda text: edge.wire("before carrier") or None
        apply_vendor_events([event])
        apply_vendor_events([event])
        counts.append(len(carrier.accepted))
    claimed = (
        moments.index("after PutItem") if "after PutItem" in moments else moments.index("before carrier") - 1
    )
    assert max(counts) == 1
    assert all(
        count == 1 for at, count in enumerate(counts) if at < claimed or at > moments.index("before carrier")
    )


def test_a_claim_is_taken_once(carrier: Carrier) -> None:
    apply_vendor_events([came("remove me")])
    (text,) = [
        text for text in conversations.list_texts(ORGANIZATION, PHONE) if text.direction is Direction.OUT
    ]
    assert not answers.claim(text)


def test_when_the_time_is_up_no_answer_is_begun_that_might_be_cut_short(carrier: Carrier) -> None:
    events = {0: came("take me off your list"), 1: came("see you there", "m2")}
    assert answer_keywords(events, Deadline.after(2.0)) == {0}
    assert (carrier.accepted, outcomes()) == ([], [])
    assert answer_keywords(events, Deadline.after(20.0)) == set()
    assert len(carrier.accepted) == 1
