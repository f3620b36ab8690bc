"""Checks what POST Messages.json was given: a form comes in, an Outgoing or an error goes out."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from local.simulator.timing import read_moment
from local.simulator.twilio.errors import TwilioError

PHONE = re.compile(r"\+[1-9]\d{6,14}")
US_PHONE = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}")
SERVICE_SID = re.compile(r"MG[0-9a-fA-F]{32}")
MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_TO = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
SCHEDULE_LEAST, SCHEDULE_MOST = 300, 35 * 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A text that is well-formed; whether its sender may send it is not decided yet."""

    to: str
    sender: str
    service: str
    body: str
    media: list[str] = field(default_factory=list)
    callback: str = ""
    validity: int = 36000
    send_at: float | None = None


def read_outgoing(form: Any, now: float) -> Outgoing:
    """The checks come in Twilio's order of plausibility: addresses, content, options."""
    to, sender, service = _addresses(form)
    body, media = str(form.get("Body", "")), [str(url) for url in form.getall("MediaUrl", [])]
    _check_content(body, media)
    return Outgoing(
        to=to,
        sender=sender,
        service=service,
        body=body,
        media=media,
        callback=_callback(str(form.get("StatusCallback", ""))),
        validity=_validity(str(form.get("ValidityPeriod", "36000"))),
        send_at=_send_at(form, service, now),
    )


def _plain(phone: str) -> str:
    return re.sub(r"[\s().-]", "", phone)


def _addresses(form: Any) -> tuple[str, str, str]:
    to, sender = _plain(str(form.get("To", ""))), _plain(str(form.get("From", "")))
    service = str(form.get("MessagingServiceSid", "")).strip()
    if not to:
        raise TwilioError(21604)
    if not sender and not service:
        raise TwilioError(21603)
    if service and not SERVICE_SID.fullmatch(service):
        raise TwilioError(21705)
    if to in MAGIC_TO:
        raise TwilioError(MAGIC_TO[to])
    if sender in MAGIC_FROM:
        raise TwilioError(MAGIC_FROM[sender])
    if not PHONE.fullmatch(to) or (to.startswith("+1") and not US_PHONE.fullmatch(to)):
        raise TwilioError(21265 if re.fullmatch(r"\d{5,6}", to) else 21211)
    if not to.startswith("+1"):
        raise TwilioError(21408)
    if to == sender:
        raise TwilioError(21266)
    return to, sender, service


def _check_content(body: str, media: list[str]) -> None:
    if not body and not media:
        raise TwilioError(21602)
    if len(body) > 1600:
        raise TwilioError(21617)
    if len(media) > 10:
        raise TwilioError(21623)
    if not all(_is_url(url) for url in media):
        raise TwilioError(21620)


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _callback(url: str) -> str:
    if url and (len(url) > 4000 or not _is_url(url) or "_" in (urlsplit(url).hostname or "")):
        raise TwilioError(21609)
    return url


def _validity(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 36000:
        raise TwilioError(20001, "ValidityPeriod must be between 1 and 36000 seconds")
    return int(text)


def _send_at(form: Any, service: str, now: float) -> float | None:
    if form.get("ScheduleType", "") != "fixed":
        return None
    if not service:
        raise TwilioError(35118)
    if not form.get("SendAt"):
        raise TwilioError(35111)
    try:
        at = read_moment(str(form["SendAt"]))
    except ValueError:
        raise TwilioError(20001, "SendAt") from None
    if not now + SCHEDULE_LEAST <= at <= now + SCHEDULE_MOST:
        raise TwilioError(35114)
    return at
