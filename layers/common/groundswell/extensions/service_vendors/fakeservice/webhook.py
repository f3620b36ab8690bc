"""The fake carrier's webhooks: JSON under a shared secret, which a person or a test posts in the carrier's place."""

import hmac
import json
from collections.abc import Mapping

from groundswell.domain.identity import derived_id
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import Reply, WebhookReading, WebhookRequest
from groundswell.messages import DeliveryReported, Message, TextReceived

_HEADER = "x-fakeservice-secret"
_FINAL = {"delivered": "DELIVERED", "failed": "FAILED", "undelivered": "FAILED"}


def read(account: Account, request: WebhookRequest) -> WebhookReading:
    """BadSignature unless the request carries the account's secret; without one in the account, none is good."""
    secret = account.secrets.get("webhook_secret", "")
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not secret or not hmac.compare_digest(secret.encode(), headers.get(_HEADER, "").encode()):
        raise BadSignature
    body = json.loads(request.body)
    event: Message | None
    event = _text(account, body, request) if body.get("kind") == "text" else _report(account, body)
    return WebhookReading(events=(event,) if event else (), reply=Reply())


def _text(account: Account, body: Mapping[str, str], request: WebhookRequest) -> TextReceived:
    return TextReceived(
        organization_id=account.organization_id,
        message_id=derived_id(account.organization_id, "text", body["id"]),
        vendor="fakeservice",
        vendor_message_id=body["id"],
        from_phone=body["from"],
        to_phone=body["to"],
        text=body["text"],
        received_at=request.received_at,
        keyword=body.get("keyword"),
        unanswered="keyword" not in body,
    )


def _report(account: Account, body: Mapping[str, str]) -> DeliveryReported | None:
    """None if it is not the last word on one of our sends."""
    blast_id, _, send_id = body.get("ref", "").partition(".")
    if body.get("status") not in _FINAL or not send_id:
        return None
    return DeliveryReported(
        organization_id=account.organization_id,
        blast_id=blast_id,
        send_id=send_id,
        state=_FINAL[body["status"]],
        vendor_message_id=body.get("id", ""),
        error_code=body.get("error_code"),
        sender=body.get("sender"),
    )
