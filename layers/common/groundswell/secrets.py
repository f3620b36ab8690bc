"""An organization's secrets with a vendor: fields go in, lie encrypted in SSM, and come out as fields."""

import json
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config

from groundswell.domain import changes
from groundswell.settings import settings

KEPT_SECONDS = 300.0
"""How long a process may go on with what it read; a changed token is in force everywhere after that."""
ABSENCE_KEPT_SECONDS = 10.0
_read: dict[str, tuple[float, dict[str, str]]] = {}


@lru_cache
def _client() -> Any:
    config = Config(retries={"mode": "standard", "max_attempts": 3}, connect_timeout=2, read_timeout=5)
    return botocore.session.get_session().create_client("ssm", config=config)


def _name(organization_id: str, vendor: str) -> str:
    return f"{settings().secrets_prefix}organizations/{organization_id}/{vendor}"


def get(organization_id: str, vendor: str) -> dict[str, str]:
    """The organization's secrets with the vendor, empty if it has none. Only for organizations that exist."""
    name = _name(organization_id, vendor)
    kept = _read.get(name)
    if kept is None or kept[0] < time.monotonic():
        values = _fetch(name)
        kept = (time.monotonic() + (KEPT_SECONDS if values else ABSENCE_KEPT_SECONDS), values)
        _read[name] = kept
    return dict(kept[1])


def _fetch(name: str) -> dict[str, str]:
    client = _client()
    try:
        answer = client.get_parameter(Name=name, WithDecryption=True)
    except client.exceptions.ParameterNotFound:
        return {}
    values: dict[str, str] = json.loads(answer["Parameter"]["Value"])
    return values


def put(organization_id: str, vendor: str, values: Mapping[str, str]) -> None:
    """Store these secrets in place of those there were."""
    name = _name(organization_id, vendor)
    _client().put_parameter(Name=name, Value=json.dumps(dict(values)), Type="SecureString", Overwrite=True)
    _read[name] = (time.monotonic() + KEPT_SECONDS, dict(values))
    changes.note_keys(f"secrets.{vendor}", values)


def make(organization_id: str, vendor: str, values: Mapping[str, str]) -> dict[str, str]:
    """Store these secrets if there are none yet; those that stand afterwards, of whoever was first."""
    name, client = _name(organization_id, vendor), _client()
    standing = dict(values)
    try:
        client.put_parameter(Name=name, Value=json.dumps(standing), Type="SecureString", Overwrite=False)
    except client.exceptions.ParameterAlreadyExists:
        standing = _fetch(name)
    _read[name] = (time.monotonic() + KEPT_SECONDS, standing)
    return dict(standing)


def list_names(organization_id: str, vendor: str) -> list[str]:
    """Which secrets are set, for people: their names, never their values."""
    return sorted(name for name, value in get(organization_id, vendor).items() if value)


def forget_one(organization_id: str, vendor: str) -> None:
    """Read these secrets anew: somebody else may have changed them."""
    _read.pop(_name(organization_id, vendor), None)


def forget() -> None:
    """Read everything anew from here on."""
    _read.clear()
