"""Twilio's webhooks: what each means in our words, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

import pytest

from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.messages import Message
from tests.support.twilio_webhooks import (
    ACCOUNT,
    BLAST,
    REF,
    SID,
    Pairs,
    a_status,
    a_text,
    received,
    reported,
    signed,
    twilio,
)


@dataclass(frozen=True)
class Case:
    """One webhook and all that it means."""

    label: str
    kind: str
    pairs: Pairs
    query: str = ""
    events: tuple[Message, ...] = ()
    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)


SILENT = {"status": 200}
CASES = [
    Case("delivered", "status", a_status(), REF, (reported("DELIVERED"),)),
    Case("read", "status", a_status("read"), REF, (reported("DELIVERED"),)),
    Case(
        "undelivered",
        "status",
        a_status("undelivered", ErrorCode="30006"),
        REF,
        (reported("FAILED", "30006"),),
    ),
    Case("failed", "status", a_status("failed", ErrorCode="30007"), REF, (reported("FAILED", "30007"),)),
    Case("failed without a code", "status", a_status("failed", ErrorCode=""), REF, (reported("FAILED"),)),
    Case("cancelled by hand", "status", a_status("canceled"), REF, (reported("FAILED", "canceled"),)),
    *(
        Case(f"on its way: {status}", "status", a_status(status), REF)
        for status in ("accepted", "scheduled", "queued", "sending", "sent", "receiving", "unheard-of", "")
    ),
    Case("no reference", "status", a_status()),
    Case("empty reference", "status", a_status(), "ref="),
    Case("half a reference", "status", a_status(), f"ref={BLAST}"),
    Case("a reference with a tail", "status", a_status(), f"{REF}.more"),
    Case("a reference of somebody else's", "status", a_status(), "ref=../../etc.passwd"),
    Case(
        "more in the query, encoded oddly", "status", a_status(), f"a=%2B+b&{REF}", (reported("DELIVERED"),)
    ),
    Case(
        "without a sender", "status", a_status(From=""), REF, (replace(reported("DELIVERED"), sender=None),)
    ),
    Case("a reply", "inbound", a_text(), "", (received(),), **SILENT),
    Case(
        "a reply in another script",
        "inbound",
        a_text("¡Sí! 🎉 + & ="),
        "",
        (received("¡Sí! 🎉 + & ="),),
        **SILENT,
    ),
    Case("a reply with NULs", "inbound", a_text("Y\0es\0"), "", (received("Yes"),), **SILENT),
    Case("an empty reply", "inbound", a_text(""), "", (received(""),), **SILENT),
    Case("a picture", "inbound", a_text("", NumMedia="1"), "", (received("[1 attachment]"),), **SILENT),
    Case("pictures", "inbound", a_text("", NumMedia="3"), "", (received("[3 attachments]"),), **SILENT),
    Case("words and a picture", "inbound", a_text("STOP", NumMedia="1"), "", (received("STOP"),), **SILENT),
    Case("odd media", "inbound", a_text("", NumMedia="many"), "", (received(""),), **SILENT),
    Case(
        "Twilio took it for STOP",
        "inbound",
        a_text("Arrêt", OptOutType="STOP"),
        "",
        (received("Arrêt", keyword="STOP"),),
        **SILENT,
    ),
    Case("STOP in words only", "inbound", a_text("STOP"), "", (received("STOP"),), **SILENT),
    Case("odd keyword", "inbound", a_text("x", OptOutType="MAYBE"), "", (received("x"),), **SILENT),
    Case("a short code", "inbound", a_text(From="22395"), "", (received(from_phone="22395"),), **SILENT),
    Case("not a phone", "inbound", a_text(From="whatsapp:+12025550123"), "", (), **SILENT),
    Case("no id", "inbound", a_text(MessageSid=""), "", (), **SILENT),
    Case(
        "a call",
        "voice",
        [("AccountSid", SID), ("CallSid", "CA1"), ("From", "+12025550123")],
        "",
        (),
        **SILENT,
    ),
    Case("something new", "else", [("AccountSid", SID)], "", (), status=404),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_each_webhook_means_one_thing(case: Case) -> None:
    reading = twilio().read_webhook(signed(case.kind, case.pairs, case.query, headers=case.headers))
    assert reading.events == case.events
    assert reading.reply.status == case.status


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_nothing_is_read_from_a_webhook_that_somebody_else_signed(case: Case) -> None:
    with pytest.raises(BadSignature):
        twilio().read_webhook(signed(case.kind, case.pairs, case.query, token="another"))


def test_a_text_is_answered_with_silence_because_twilio_itself_confirms_keywords() -> None:
    reply = twilio().read_webhook(signed("inbound", a_text("STOP"))).reply
    assert reply.content_type == "text/xml"
    assert len(ElementTree.fromstring(reply.body)) == 0


def test_a_caller_hears_a_sentence_and_the_line_ends() -> None:
    response = ElementTree.fromstring(
        twilio().read_webhook(signed("voice", [("AccountSid", SID)])).reply.body
    )
    assert [part.tag for part in response] == ["Say", "Hangup"]
    assert "text" in str(response[0].text)


def test_an_organization_may_say_something_else_with_any_characters() -> None:
    account = replace(ACCOUNT, settings={"voice_message": 'Text "RIVER" to <us> & you are in.'})
    reply = twilio(account).read_webhook(signed("voice", [("AccountSid", SID)])).reply
    assert ElementTree.fromstring(reply.body)[0].text == 'Text "RIVER" to <us> & you are in.'
