"""A message goes to some people at once: each gets it once, in their hours, from a number that fits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.domain.addressees import Addressee
from groundswell.domain.blast import BlastState
from groundswell.domain.campaign import CampaignKind, CampaignState
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.number import NumberState
from groundswell.domain.send import SendState
from groundswell.messages import DeliverShard, RunBlast
from groundswell.tables import blasts, campaigns, conversations, jobs, organizations, pacing, recipients
from groundswell.tables.ledger import shards
from groundswell.tables.numbers import number_rows
from groundswell.usecases import send_at_once, send_message
from groundswell.usecases.edit_campaign import edit_campaign
from groundswell.usecases.read_campaigns import list_campaigns
from groundswell.usecases.read_messages import get_message, list_messages
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.send_campaign import send_campaign
from groundswell.usecases.send_message import Message, Underway
from groundswell.usecases.stop_all import stop_all
from groundswell.usecases.sweep import sweep
from tests.promises.small_blast import stop
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, whole_blast
from tests.support.build import NOON, ORGANIZATION, SENDER, USER, a_phone, an_organization, an_owned_number
from tests.support.carrier import Carrier

At = Callable[[datetime], None]
KEY = "message-1"
TEXT = "Hi {first_name}, doors open at 6. Reply STOP to opt out."


def own(phone: str = SENDER, **changes: object) -> str:
    number_rows.to_row(an_owned_number(phone=phone, **changes)).save()
    return phone


def to(*numbers: int) -> list[Addressee]:
    return [Addressee(phone=a_phone(n), first_name=f"P{n}") for n in numbers]


def send(*numbers: int, key: str = KEY, **changes: object) -> Underway:
    values = {"text": TEXT, "to": to(*numbers), **changes}
    return send_message.send_message(organizations.get(ORGANIZATION), USER, key, Message(**values))  # type: ignore[arg-type]


def states(underway: Underway) -> dict[SendState, int]:
    found = shards.counters(underway.blast.blast_id).states
    return {state: count for state, count in found.items() if count}


def test_everybody_gets_it_once_and_it_is_done(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    underway = send(1, 2, 3)
    assert (underway.accepted, underway.merged, underway.opted_out, underway.refused) == (3, 0, 0, ())
    assert not aws.waiting(RunBlast)
    assert len(aws.waiting(DeliverShard)) <= 3
    deliver(aws)
    assert {text.body for text in carrier.accepted} == {
        f"Hi P{n}, doors open at 6. Reply STOP to opt out." for n in (1, 2, 3)
    }
    assert {text.sender for text in carrier.accepted} == {SENDER}
    message, report = get_message(ORGANIZATION, underway.blast.campaign_id)
    assert (message.state, message.kind) == (CampaignState.COMPLETED, CampaignKind.MESSAGE)
    assert report.blast.state is BlastState.CLOSED
    assert report.counters[SendState.SENT] == 3


def test_the_same_key_sends_nothing_twice(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    first, second = send(1, 2), send(1, 2)
    assert first.blast.blast_id == second.blast.blast_id
    deliver(aws)
    send(1, 2)
    deliver(aws)
    assert len(carrier.accepted) == 2
    assert send(1, key="message-2").blast.blast_id != first.blast.blast_id


def test_a_key_that_comes_again_with_others_after_a_crash_does_not_reach_the_first(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    own()
    with monkeypatch.context() as patch:
        patch.setattr(send_at_once.texts_at_once, "add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(1, 2)
    send(3)
    deliver(aws)
    assert {text.to for text in carrier.accepted} == {a_phone(3)}


def test_a_planning_that_fails_is_done_by_its_message(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    own()
    with monkeypatch.context() as patch:
        patch.setattr(send_at_once, "run_blast", lambda message: 1 / 0)
        underway = send(1)
    (message,) = aws.take(RunBlast)
    send_at_once.run_blast(message)
    deliver(aws)
    assert states(underway) == {SendState.SENT: 1}


def test_wrong_phones_are_refused_by_their_place_and_the_others_are_sent(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    own()
    people = [Addressee(phone="12"), *to(1), Addressee(phone="(202) 555-0001", first_name="Again"), *to(2)]
    underway = send(to=people)
    assert (underway.accepted, underway.merged) == (2, 1)
    assert [one.field for one in underway.refused] == ["to[0]"]
    deliver(aws)
    assert sorted(text.to for text in carrier.accepted) == [a_phone(1), a_phone(2)]
    assert not any("Again" in text.body for text in carrier.accepted)


def test_strict_refuses_everything_and_names_each(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    with pytest.raises(Invalid) as caught:
        send(to=[*to(1), Addressee(phone="1"), Addressee(phone="2")], strict=True)
    assert [caught.value.field, *(one.field for one in caught.value.more)] == ["to[1]", "to[2]"]
    assert not aws.rows("campaigns")


def test_nobody_left_is_refused(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    with pytest.raises(Invalid, match="not a valid phone"):
        send(to=[Addressee(phone="12")])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "Hi {nick}!"}, "text"),
        ({"not_after": NOON - timedelta(minutes=1)}, "not_after"),
        ({"not_after": NOON + timedelta(days=4)}, "not_after"),
        ({"sender": "+13125559999"}, "from"),
        ({"sender": "nonsense"}, "from"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    aws: Aws, carrier: Carrier, at: At, changes: dict[str, object], field: str
) -> None:
    own()
    with pytest.raises(Invalid) as caught:
        send(1, **changes)
    assert caught.value.field == field
    assert not aws.rows("campaigns")


def test_custom_values_fill_the_text(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    people = [Addressee(phone=a_phone(1), values={"site": "Mill"}), *to(2)]
    send(text="Meet at {site}.", to=people)
    deliver(aws)
    assert {text.body for text in carrier.accepted} == {"Meet at Mill.", "Meet at."}


def test_who_opted_out_is_told_of_and_skipped(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    stop(a_phone(1))
    underway = send(1, 2)
    assert underway.opted_out == 1
    deliver(aws)
    assert states(underway) == {SendState.SKIPPED: 1, SendState.SENT: 1}


def test_an_opt_out_after_the_planning_wins(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    underway = send(1)
    stop(a_phone(1))
    deliver(aws)
    assert (carrier.accepted, states(underway)) == ([], {SendState.SKIPPED: 1})


def test_at_night_it_waits_for_the_morning(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    at(datetime(2026, 3, 11, 3, tzinfo=UTC))  # 23:00 in Washington
    underway = send(1)
    morning = datetime(2026, 3, 11, 12, tzinfo=UTC)
    assert underway.held_until == morning
    deliver(aws)
    assert states(underway) == {SendState.HELD: 1}
    at(morning)
    sweep()
    deliver(aws)
    assert states(underway) == {SendState.SENT: 1}


def test_what_is_too_late_by_the_morning_is_skipped(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    night = datetime(2026, 3, 11, 3, tzinfo=UTC)
    at(night)
    underway = send(1, not_after=night + timedelta(hours=2))
    deliver(aws)
    assert states(underway) == {SendState.SKIPPED: 1}


def test_the_number_asked_for_comes_first_and_then_the_members_own(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    free, mine = own("+13125550101"), own("+13125550102", state=NumberState.RESERVED, member_id=USER)
    send(1, key="a")
    send(1, key="b", sender="(312) 555-0101")
    deliver(aws)
    assert {text.reference[:36]: text.sender for text in carrier.accepted} == {
        send(1, key="a").blast.blast_id: mine,
        send(1, key="b").blast.blast_id: free,
    }


def test_somebody_keeps_the_number_they_know(aws: Aws, carrier: Carrier, at: At) -> None:
    an_active_campaign(people=4, pool=2)
    whole_blast(aws)
    known = {text.to: text.sender for text in carrier.accepted}
    own("+13125550190")
    carrier.accepted.clear()
    send(*range(6))
    deliver(aws)
    senders = {text.to: text.sender for text in carrier.accepted}
    assert {phone: senders[phone] for phone in known} == known
    assert {senders[a_phone(4)], senders[a_phone(5)]} == {"+13125550190"}


def test_without_a_free_number_one_that_works_in_a_campaign_serves(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    own(state=NumberState.ALLOCATED, campaign_id="c")
    send(1)
    deliver(aws)
    assert [text.sender for text in carrier.accepted] == [SENDER]


@pytest.mark.parametrize(
    ("changes", "wish"),
    [
        ({"state": NumberState.RESERVED, "reservation_id": "r", "reserved_until": NOON + timedelta(minutes=1)}, None),
        ({"state": NumberState.RESERVED, "member_id": "another"}, None),
        ({"state": NumberState.RESERVED, "member_id": "another"}, SENDER),
        ({"state": NumberState.RESERVED, "reservation_id": "r", "reserved_until": NOON + timedelta(minutes=1)}, SENDER),
    ],
)  # fmt: skip
def test_what_is_reserved_is_left_alone(
    aws: Aws, carrier: Carrier, at: At, changes: dict[str, object], wish: str | None
) -> None:
    own(**changes)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        send(1, sender=wish)


def test_a_first_text_without_a_way_out_is_warned_of(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    assert [one.field for one in send(1, text="Hello!").warnings] == ["text"]
    assert send(2, key="b").warnings == ()
    deliver(aws)
    assert send(1, key="c", text="Hello again!").warnings == ()


def test_it_is_no_campaign_and_cannot_be_treated_as_one(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    message_id = send(1).blast.campaign_id
    at(NOON + timedelta(seconds=1))
    newer = send(2, key="b").blast.campaign_id
    assert list_campaigns(ORGANIZATION, limit=10) == ([], None)
    assert jobs.list_newest(ORGANIZATION, limit=10) == ([], None)
    assert [one.campaign_id for one in list_messages(ORGANIZATION, limit=10)[0]] == [newer, message_id]
    page, cursor = list_messages(ORGANIZATION, limit=1)
    assert list_messages(ORGANIZATION, limit=1, cursor=cursor)[0][0].campaign_id == message_id
    assert page[0].campaign_id == newer
    for attempt in (
        lambda: send_campaign(ORGANIZATION, message_id, "again", USER),
        lambda: edit_campaign(ORGANIZATION, message_id, {"name": "Mine"}),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_stop_all_stops_it_and_a_resume_goes_on(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    underway = send(1)
    message_id = underway.blast.campaign_id
    assert stop_all(ORGANIZATION, USER).campaign_ids == (message_id,)
    deliver(aws)
    assert carrier.accepted == []
    assert campaigns.get(ORGANIZATION, message_id).state is CampaignState.PAUSED
    resume_campaign(ORGANIZATION, message_id)
    deliver(aws)
    assert states(underway) == {SendState.SENT: 1}


def test_it_does_not_wait_for_a_campaign_that_has_both_slots(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    for worker in ("one", "two"):
        pacing.take_slot(ORGANIZATION, lease_id=worker, until=NOON + timedelta(minutes=1))
    assert pacing.take_slot(ORGANIZATION, lease_id="three", until=NOON + timedelta(minutes=1)) is None
    send(1)
    deliver(aws, rounds=1)
    assert len(carrier.accepted) == 1


def test_it_stands_in_each_conversation_from_the_first(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    underway = send(1)
    conversation, (text,) = conversations.read(ORGANIZATION, a_phone(1))
    assert conversation is None
    assert (text.body[:5], text.user_id, text.blast_id) == ("Hi P1", USER, underway.blast.blast_id)


def test_another_organization_neither_sees_nor_shares_it(aws: Aws, carrier: Carrier, at: At) -> None:
    own()
    send(1)
    other = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"
    assert list_messages(other, limit=10) == ([], None)
    message = Message(text=TEXT, to=to(1))
    with pytest.raises(Conflict, match="No number is free"):
        send_message.send_message(an_organization(organization_id=other), USER, KEY, message)


def test_an_open_blast_is_in_the_sweep_and_a_thousand_are_planned_at_once(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    own()
    underway = send(*range(1000))
    assert states(underway) == {SendState.READY: 1000}
    assert [one.blast_id for one in blasts.list_open()] == [underway.blast.blast_id]
    assert recipients.get(ORGANIZATION, a_phone(1)).last_text_at is None
