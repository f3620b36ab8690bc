"""A carrier's HTTP request goes in exactly as it was signed; the carrier's answer comes out."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from groundswell import clock
from groundswell.domain.errors import NotFound
from groundswell.extensions.service_vendors.errors import BadSignature
from groundswell.extensions.service_vendors.webhooks import Reply, WebhookRequest
from groundswell.observability import discreet, logger

Receive = Callable[[str, WebhookRequest], Reply]
_FORBIDDEN = Reply(status=403, body="The signature does not match.")
_NOT_FOUND = Reply(status=404, body="There is no such webhook.")


def webhook_handler(receive: Receive) -> Callable[[dict[str, Any], LambdaContext], dict[str, Any]]:
    """A handler for `/webhooks/{organization_id}/{vendor}/…` events of an HTTP API (payload format 2.0)."""

    @discreet
    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        return _answer(_receive(receive, event))

    return handler


def _receive(receive: Receive, event: dict[str, Any]) -> Reply:
    path = str(event["rawPath"])
    parts = path.split("/")
    if len(parts) < 5 or not all(parts[2:5]):
        return _NOT_FOUND
    request = _request(event, organization_id=parts[2], path=path)
    if request is None:
        return _FORBIDDEN
    try:
        return receive(parts[3], request)
    except BadSignature:
        logger.warning("webhook refused", extra={"organization_id": parts[2], "vendor": parts[3]})
        return _FORBIDDEN
    except NotFound:
        return _NOT_FOUND


def _request(event: dict[str, Any], *, organization_id: str, path: str) -> WebhookRequest | None:
    """The request as it came, or None if its body is no text at all."""
    body = event.get("body") or ""
    try:
        text = b64decode(body).decode() if event.get("isBase64Encoded") else body
    except ValueError:
        return None
    return WebhookRequest(
        organization_id=organization_id,
        path=path,
        query=event.get("rawQueryString") or "",
        headers={name.lower(): value for name, value in event.get("headers", {}).items()},
        body=text,
        received_at=clock.now().isoformat(),
    )


def _answer(reply: Reply) -> dict[str, Any]:
    return {"statusCode": reply.status, "headers": {"content-type": reply.content_type}, "body": reply.body}
