"""A message goes in and comes out as the text that lies on a queue: the one codec of all messages."""

import json
from dataclasses import MISSING, asdict, fields
from typing import Any

from groundswell.messages import MESSAGES, Message


class PoisonMessage(Exception):
    """Not ours, or of a shape we do not know: retrying cannot help, a person has to look."""


def encode(message: Message) -> str:
    """The text that lies on the queue: the message's type, the version of its shape, and its fields."""
    return json.dumps({"type": type(message).__name__, "version": message.version, "body": asdict(message)})


def decode(raw: str) -> Message:
    """The message that `encode` wrote; PoisonMessage (never quoting the body) for anything else."""
    try:
        envelope: dict[str, Any] = json.loads(raw)
        cls = MESSAGES[envelope["type"]]
        version, body = envelope["version"], envelope["body"]
        known = {f.name for f in fields(cls)}
        required = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}
        given = set(body)
    except (KeyError, TypeError, ValueError) as error:
        raise PoisonMessage(f"not a message of ours ({type(error).__name__})") from error
    if version != cls.version:
        raise PoisonMessage(f"{cls.__name__} version {version}, this code speaks {cls.version}")
    if given - known or required - given:
        raise PoisonMessage(
            f"{cls.__name__}: unknown {sorted(given - known)}, missing {sorted(required - given)}"
        )
    return cls(**body)


def peek(raw: str) -> tuple[str, dict[str, Any]]:
    """The type and body of any message, also of one that `decode` refuses; ("", {}) if it is not ours at all."""
    try:
        envelope = json.loads(raw)
        return str(envelope["type"]), dict(envelope["body"])
    except (ValueError, KeyError, TypeError):
        return "", {}
