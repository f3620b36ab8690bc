"""The Messages resource as the SDK sees it."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.support.simulator import LocalAsyncHttpClient, Stage


def code_of(call) -> int:
    with pytest.raises(TwilioRestException) as caught:
        call()
    assert caught.value.status >= 400
    return caught.value.code


def test_a_text_through_a_service_is_accepted_and_then_delivered_with_a_price(stage: Stage):
    service, number = stage.service_with_number()
    created = stage.client().messages.create(
        to="+12125550100", from_=number.phone_number, messaging_service_sid=service.sid, body="Hi"
    )
    assert (created.status, created.num_segments, created.price, created.from_) == (
        "accepted",
        "1",
        None,
        number.phone_number,
    )
    stage.when_idle()
    fetched = stage.client().messages(created.sid).fetch()
    assert (fetched.status, fetched.price, fetched.error_code) == ("delivered", "-0.00830", None)
    assert fetched.date_sent is not None


def test_a_service_chooses_the_same_sender_for_a_recipient_every_time(stage: Stage):
    service, _ = stage.service_with_number()
    for _ in range(4):
        service.phone_numbers.create(phone_number_sid=stage.buy().sid)
    sids = [
        stage.client().messages.create(to="+13055551234", messaging_service_sid=service.sid, body=text).sid
        for text in ("one", "two", "three")
    ]
    assert len({stage.client().messages(sid).fetch().from_ for sid in sids}) == 1


def test_the_chosen_sender_is_not_in_the_answer_to_create(stage: Stage):
    service, _ = stage.service_with_number()
    created = stage.client().messages.create(to="+13055551234", messaging_service_sid=service.sid, body="x")
    assert created.from_ is None


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("+15005550001", 21211),
        ("+15005550002", 21612),
        ("+15005550003", 21408),
        ("+15005550004", 21610),
        ("+15005550009", 21614),
        ("+1212555", 21211),
        ("+447700900123", 21408),
        ("12345", 21265),
    ],
)
def test_recipients_that_cannot_be_texted_are_refused(stage: Stage, to: str, code: int):
    assert code_of(lambda: stage.client().messages.create(to=to, from_="+15005550006", body="x")) == code


@pytest.mark.parametrize(
    ("sender", "code"),
    [("+15005550001", 21212), ("+15005550007", 21606), ("+15005550008", 21611), ("+12125550000", 21659)],
)
def test_senders_that_cannot_send_are_refused(stage: Stage, sender: str, code: int):
    assert code_of(lambda: stage.client().messages.create(to="+12125550100", from_=sender, body="x")) == code


def test_the_magic_sender_needs_no_number(stage: Stage):
    sent = stage.client().messages.create(to="+12125550100", from_="+15005550006", body="x")
    assert sent.status == "queued"


def test_a_sender_must_be_in_the_pool_of_the_service(stage: Stage):
    service, _ = stage.service_with_number()
    _other, in_other = stage.service_with_number()
    loose = stage.buy()

    def create(sender: str) -> int:
        return code_of(
            lambda: stage.client().messages.create(
                to="+12125550100", from_=sender, messaging_service_sid=service.sid, body="x"
            )
        )

    assert create(in_other.phone_number) == 21712
    assert create(loose.phone_number) == 21606


def test_the_number_of_another_account_cannot_send(stage: Stage):
    other = "AC" + "2" * 32
    stage.control("POST", "accounts", {"account_sid": other, "auth_token": "theirs"})
    number = stage.buy()
    theirs = stage.client("theirs", other)
    assert (
        code_of(lambda: theirs.messages.create(to="+12125550100", from_=number.phone_number, body="x"))
        == 21660
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"body": "x"}, 21603),
        ({"from_": "+15005550006"}, 21602),
        ({"from_": "+15005550006", "body": "x" * 1601}, 21617),
        ({"from_": "+15005550006", "body": "x", "media_url": ["http://a/b"] * 11}, 21623),
        ({"from_": "+15005550006", "body": "x", "status_callback": "not a url"}, 21609),
        ({"from_": "+15005550006", "body": "x", "status_callback": "http://under_score.com/"}, 21609),
        ({"from_": "+15005550006", "body": "x", "validity_period": 0}, 20001),
        ({"messaging_service_sid": "MGshort", "body": "x"}, 21705),
        ({"messaging_service_sid": "MG" + "0" * 32, "body": "x"}, 21701),
    ],
)
def test_badly_formed_texts_are_refused(stage: Stage, fields: dict, code: int):
    assert code_of(lambda: stage.client().messages.create(to="+12125550100", **fields)) == code


def test_a_service_without_numbers_cannot_send(stage: Stage):
    service = stage.client().messaging.v1.services.create(friendly_name="Empty")
    client = stage.client()
    assert (
        code_of(
            lambda: client.messages.create(to="+12125550100", messaging_service_sid=service.sid, body="x")
        )
        == 21704
    )


def test_a_picture_makes_an_mms_and_long_texts_count_their_segments(stage: Stage):
    create = stage.client().messages.create
    picture = create(to="+12125550100", from_="+15005550006", media_url=["https://example.com/a.jpg"])
    long = create(to="+12125550100", from_="+15005550006", body="é" * 161)
    emoji = create(to="+12125550100", from_="+15005550006", body="😀" * 36)
    assert (picture.sid[:2], picture.num_media) == ("MM", "1")
    assert (long.num_segments, emoji.num_segments) == ("2", "2")


@pytest.mark.parametrize(
    ("suffix", "code"), [("03", 30003), ("05", 30005), ("06", 30006), ("07", 30007), ("08", 30008)]
)
def test_scripted_phones_do_not_get_their_texts(stage: Stage, suffix: str, code: int):
    sid = stage.client().messages.create(to=f"+121255501{suffix}", from_="+15005550006", body="x").sid
    stage.when_idle()
    message = stage.client().messages(sid).fetch()
    assert (message.status, message.error_code) == ("undelivered", code)


def test_phones_outside_exchange_555_are_all_ordinary(stage: Stage):
    sid = stage.client().messages.create(to="+12124440106", from_="+15005550006", body="x").sid
    stage.when_idle()
    assert stage.client().messages(sid).fetch().status == "delivered"


def test_lists_are_newest_first_and_page_through_everything(stage: Stage):
    create = stage.client().messages.create
    made = [create(to="+12125550100", from_="+15005550006", body=str(n)).sid for n in range(25)]
    create(to="+12125550101", from_="+15005550006", body="other")
    listed = stage.client().messages.list(to="+12125550100", page_size=10)
    assert [message.sid for message in listed] == made[::-1]


def test_pages_do_not_shift_when_texts_are_added_meanwhile(stage: Stage):
    create = stage.client().messages.create
    made = [create(to="+12125550100", from_="+15005550006", body=str(n)).sid for n in range(6)]
    page = stage.client().messages.page(page_size=3)
    first = [message.sid for message in page]
    create(to="+12125550100", from_="+15005550006", body="late")
    assert first + [message.sid for message in page.next_page()] == made[::-1]


def test_lists_filter_by_sender_and_by_the_moment_of_sending(stage: Stage):
    number = stage.buy()
    begin = datetime.now(UTC) - timedelta(seconds=2)
    sid = stage.client().messages.create(to="+12125550100", from_=number.phone_number, body="x").sid
    stage.client().messages.create(to="+12125550100", from_="+15005550006", body="y")
    stage.when_idle()
    client = stage.client()

    def found(**filters) -> list[str]:
        return [message.sid for message in client.messages.list(from_=number.phone_number, **filters)]

    assert found(to="+12125550100", date_sent_after=begin) == [sid]
    assert found(date_sent=begin.date()) == [sid]
    assert found(date_sent_before=begin) == []
    assert found(date_sent_after=begin + timedelta(days=1)) == []


def test_a_text_that_is_not_sent_yet_hides_from_date_filters(stage: Stage):
    stage.control("POST", "settings", {"sent_ms": 60000})
    stage.client().messages.create(to="+12125550100", from_="+15005550006", body="x")
    begin = datetime.now(UTC) - timedelta(minutes=1)
    assert stage.client().messages.list(date_sent_after=begin) == []
    assert len(stage.client().messages.list(to="+12125550100")) == 1


def test_texts_are_scheduled_and_canceled(stage: Stage):
    service, _ = stage.service_with_number()
    client = stage.client()
    scheduled = client.messages.create(
        to="+12125550100",
        messaging_service_sid=service.sid,
        body="x",
        schedule_type="fixed",
        send_at=datetime.now(UTC) + timedelta(hours=1),
    )
    assert (scheduled.status, scheduled.date_sent) == ("scheduled", None)
    assert client.messages(scheduled.sid).update(status="canceled").status == "canceled"
    assert code_of(lambda: client.messages(scheduled.sid).update(status="canceled")) == 30409


def test_bodies_are_redacted_and_texts_deleted(stage: Stage):
    client = stage.client()
    sid = client.messages.create(to="+12125550100", from_="+15005550006", body="secret").sid
    stage.when_idle()
    assert client.messages(sid).update(body="").body == ""
    assert client.messages(sid).delete()
    assert code_of(lambda: client.messages(sid).fetch()) == 20404


def test_a_text_that_waits_longer_than_its_validity_expires(stage: Stage):
    stage.control("POST", "script", {"+12125550100": {"delay_ms": 90000}})
    sid = (
        stage.client()
        .messages.create(to="+12125550100", from_="+15005550006", body="x", validity_period=1)
        .sid
    )
    stage.when_idle()
    assert stage.client().messages(sid).fetch().error_code == 30036


def test_dates_are_rfc_2822_and_follow_the_shifted_clock(stage: Stage):
    client = stage.client()
    client.messages.create(to="+12125550100", from_="+15005550006", body="x")
    raw = client.http_client.last_body
    assert '+0000", "date_sent": null' in raw
    created = raw.split('"date_created": "')[1].split('"')[0]
    assert abs(parsedate_to_datetime(created) - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_wrong_token_is_refused(stage: Stage):
    client = stage.client(auth_token="wrong")
    assert code_of(lambda: client.messages.create(to="+12125550100", from_="+15005550006", body="x")) == 20003


def test_an_account_cannot_reach_into_another(stage: Stage):
    other = "AC" + "2" * 32
    stage.control("POST", "accounts", {"account_sid": other, "auth_token": "theirs"})
    client = stage.client()
    assert code_of(lambda: client.api.v2010.accounts(other).messages("SM" + "0" * 32).fetch()) == 20404
    assert stage.client().api.v2010.accounts(stage.account_sid).fetch().status == "active"


def test_a_hundred_concurrent_calls_of_the_async_client_are_all_accepted(stage: Stage):
    async def send_all() -> list[str]:
        http = LocalAsyncHttpClient(stage.base_url)
        client = Client(stage.account_sid, stage.auth_token, http_client=http)
        try:
            texts = [
                client.messages.create_async(to=f"+1305555{n:04}", from_="+15005550006", body="x")
                for n in range(1000, 1100)
            ]
            return [message.sid for message in await asyncio.gather(*texts)]
        finally:
            await http.session.close()

    assert len(set(asyncio.run(send_all()))) == 100
    assert stage.control("GET", "messages?kind=api")["total"] == 100
