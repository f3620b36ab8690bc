"""A POST with an Idempotency-Key goes in; the route runs once, and the same request again gets the same answer."""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from groundswell.entrypoints.problem_kinds import BadRequest, KeyReused, StillRunning
from groundswell.tables import idempotency

HEADER = "idempotency-key"
REMEDY = (
    "Send the header with a new random value, for example a UUID; send the same value again only to repeat."
)


def once(
    event: Mapping[str, Any], *, method: str, path: str, required: bool, run: Callable[[], Response[Any]]
) -> Response[Any]:
    """Run, or answer as the first time; an answer that is an error is forgotten, so that the key may be used again.

    The scope is the method and path, which name organization and route. A run that died unanswered
    lets go of its key after a lease; the use cases derive their ids from the key, so the second run
    does nothing twice.
    """
    key = _key(event)
    if method != "POST" or (key is None and not required):
        return run()
    if key is None:
        raise BadRequest(
            "Idempotency-Key", "This sends texts or spends money, so it needs the header.", REMEDY
        )
    entry_id = hashlib.sha256(f"{method} {path}\n{key}".encode()).hexdigest()
    kept = _begin(entry_id, _body_hash(event))
    if kept is not None:
        return _again(kept)
    try:
        response = run()
    except Exception:
        idempotency.forget(entry_id)
        raise
    if response.status_code >= 400:
        idempotency.forget(entry_id)
        return response
    idempotency.finish(entry_id, {"status": response.status_code, "body": response.body})
    return response


def _begin(entry_id: str, body_hash: str) -> Mapping[str, Any] | None:
    found = idempotency.begin(entry_id, body_hash)
    if found is None:
        return None
    if found.body_hash != body_hash:
        raise KeyReused(entry_id)
    if found.answer is None:
        raise StillRunning(entry_id)
    return found.answer


def _again(kept: Mapping[str, Any]) -> Response[Any]:
    headers = {"Idempotency-Replayed": "true"}
    return Response(
        status_code=kept["status"], content_type="application/json", body=kept["body"], headers=dict(headers)
    )


def _key(event: Mapping[str, Any]) -> str | None:
    headers = event.get("headers") or {}
    key = next((str(value) for name, value in headers.items() if name.lower() == HEADER), None)
    if key is not None and not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise BadRequest("Idempotency-Key", "It is empty, too long, or has unusual characters.", REMEDY)
    return key


def _body_hash(event: Mapping[str, Any]) -> str:
    """Of the body's meaning, so that another order of fields or another spacing is still the same body."""
    raw = str(event.get("body") or "")
    with suppress(ValueError):
        raw = json.dumps(json.loads(raw), sort_keys=True)
    return hashlib.sha256(raw.encode()).hexdigest()


def _current_key(request: Request) -> str:
    return _key(request.resolved_event.raw_event) or ""


CurrentKey = Annotated[str, Depends(_current_key)]
"""What a route names as a parameter's type to be handed the request's Idempotency-Key."""
