"""A webhook of Twilio's goes in, verified before a field is read; what it means in our words comes out."""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import parse_qsl

from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

from groundswell.domain.identity import derived_id
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.twilio import addresses
from groundswell.extensions.service_vendors.webhooks import Reply, WebhookReading, WebhookRequest
from groundswell.messages import DeliveryReported, TextReceived

MOST_FIELDS = 1000
STATES = {  # the final ones; those in between are dropped here
    "delivered": "DELIVERED",
    "read": "DELIVERED",  # RCS
    "undelivered": "FAILED",
    "failed": "FAILED",
    "canceled": "FAILED",  # by a person, in Twilio's console
}
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_REFERENCE = re.compile(rf"({_UUID})\.({_UUID})")
_PHONE = re.compile(r"\+?[0-9]{3,15}")  # short codes have no plus; "whatsapp:+1…" is no phone
_CODE = re.compile(r"[0-9A-Za-z_-]{1,20}")
_KEYWORDS = {"STOP", "START", "HELP"}
# What Twilio answers itself, as the whole text: https://help.twilio.com/articles/223134027
_ANSWERED = {
    "stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel",
    "start", "unstop", "yes", "help", "info",
}  # fmt: skip
_SAY = "You have reached a number that only takes text messages. Please send us a text instead. Goodbye."
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


class _Form(dict[str, list[str]]):
    """The fields as Twilio signed them: blank ones and repeated ones too."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def read(account: Account, request: WebhookRequest) -> WebhookReading:
    """BadSignature unless Twilio signed exactly this request, for this very account."""
    fields = _verified(account, request)
    kind = request.path.rpartition("/")[2]
    if kind not in _READERS:
        return WebhookReading(events=(), reply=Reply(status=404))
    return _READERS[kind](account, request, {name: value.replace("\0", "") for name, value in fields.items()})


def _verified(account: Account, request: WebhookRequest) -> Mapping[str, str]:
    headers = {name.lower(): value for name, value in request.headers.items()}
    signature = headers.get(SIGNATURE_HEADER.lower(), "")
    sid, token = addresses.credentials(account)
    if request.organization_id != account.organization_id or not signature or not sid or not token:
        raise BadSignature
    if not request.path.startswith(addresses.path(account, "")):
        raise BadSignature
    settings = headers.get(SIGNATURE_SETTINGS_HEADER.lower())
    if settings:
        token = account.secrets.get("webhook_shared_key") or token
    url = account.public_base_url + request.path + (f"?{request.query}" if request.query else "")
    fields, signed = _parse(headers.get("content-type", ""), request.body)
    if not _signed(token, url, signed, signature, get_signature_algorithm(settings)):
        raise BadSignature
    if fields.get("AccountSid") != sid:
        raise BadSignature
    return fields


def _parse(content_type: str, body: str) -> tuple[Mapping[str, str], "_Form | str"]:
    """The fields, and what the signature covers: the form, or the raw JSON by the hash in the address."""
    try:
        if content_type.lower().startswith("application/json"):
            return {name: str(value) for name, value in dict(json.loads(body)).items()}, body
        form = _Form()
        for name, value in parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS):
            form.setdefault(name, []).append(value)
    except (TypeError, ValueError) as error:
        raise BadSignature from error
    return {name: values[-1] for name, values in form.items()}, form


def _signed(token: str, url: str, signed: "_Form | str", signature: str, algorithm: str) -> bool:
    try:
        return bool(RequestValidator(token).validate(url, signed, signature, algorithm))
    except (TypeError, ValueError):  # JSON without the hash in the address; an address with a broken port
        return False


def _read_status(account: Account, request: WebhookRequest, fields: Mapping[str, str]) -> WebhookReading:
    """A report about one of our sends, if it is the last word on it and says which send it is about."""
    status = fields.get("MessageStatus", "")
    reference = _REFERENCE.fullmatch(dict(parse_qsl(request.query)).get("ref", ""))
    if status not in STATES or reference is None:
        return WebhookReading(events=(), reply=Reply())
    report = DeliveryReported(
        organization_id=account.organization_id,
        blast_id=reference[1],
        send_id=reference[2],
        state=STATES[status],
        vendor_message_id=fields.get("MessageSid", ""),
        error_code=_code(fields.get("ErrorCode", "")) or ("canceled" if status == "canceled" else None),
        sender=_phone(fields.get("From", "")),
    )
    return WebhookReading(events=(report,), reply=Reply())


def _read_inbound(account: Account, request: WebhookRequest, fields: Mapping[str, str]) -> WebhookReading:
    """A text to one of our numbers. Our answer is silence: Twilio itself confirms STOP, START and HELP."""
    sid, sender, ours = fields.get("MessageSid"), _phone(fields.get("From", "")), _phone(fields.get("To", ""))
    reply = Reply(status=200, content_type="text/xml", body=f"{_XML}<Response/>")
    if not sid or sender is None or ours is None:
        return WebhookReading(events=(), reply=reply)
    keyword = fields.get("OptOutType", "")
    text = TextReceived(
        organization_id=account.organization_id,
        message_id=derived_id(account.organization_id, "text", sid),
        vendor="twilio",
        vendor_message_id=sid,
        from_phone=sender,
        to_phone=ours,
        text=fields.get("Body") or media(fields.get("NumMedia", "")),
        received_at=request.received_at,
        keyword=keyword if keyword in _KEYWORDS else None,
        unanswered=keyword not in _KEYWORDS and fields.get("Body", "").strip().lower() not in _ANSWERED,
    )
    return WebhookReading(events=(text,), reply=reply)


def media(count: str) -> str:
    """What a text reads as that is nothing but pictures; `count` as Twilio writes NumMedia."""
    if not count.isdecimal() or int(count) == 0:
        return ""
    return "[1 attachment]" if int(count) == 1 else f"[{int(count)} attachments]"


def _read_voice(account: Account, request: WebhookRequest, fields: Mapping[str, str]) -> WebhookReading:
    """A call to one of our numbers: say that it takes texts only, and hang up."""
    words = escape(account.settings.get("voice_message") or _SAY, quote=False)
    body = f"{_XML}<Response><Say>{words}</Say><Hangup/></Response>"
    return WebhookReading(events=(), reply=Reply(status=200, content_type="text/xml", body=body))


def _code(given: str) -> str | None:
    """Failures are counted by their codes, so nothing else may be one."""
    return given if _CODE.fullmatch(given) else None


def _phone(given: str) -> str | None:
    return given if _PHONE.fullmatch(given) else None


_READERS: dict[str, Callable[[Account, WebhookRequest, Mapping[str, str]], WebhookReading]] = {
    "status": _read_status,
    "inbound": _read_inbound,
    "voice": _read_voice,
}
