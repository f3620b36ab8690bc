"""One hook goes in and fires through the managers an organization has switched on; their answers come out."""

import time
from dataclasses import fields
from typing import Any, TypeVar

from groundswell import secrets
from groundswell.domain.errors import Conflict, GroundswellError
from groundswell.domain.organization import Organization
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_managers.base import ServiceManager, secret_fields
from groundswell.extensions.service_managers.hooks import (
    HOOKS,
    CampaignArchived,
    CampaignUnArchived,
    ContactsLoaded,
    DeliveriesReported,
    Hook,
    OptedOut,
    SendsLeaving,
    ServiceVendorSetUp,
)
from groundswell.observability import log_failure
from groundswell.settings import settings
from groundswell.tables import extension_data

A = TypeVar("A")
NEWS = {
    DeliveriesReported,
    OptedOut,
    ContactsLoaded,
    ServiceVendorSetUp,
    CampaignArchived,
    CampaignUnArchived,
}
"""It has happened: each manager hears of it, even when another fails; then the message is retried."""
CONFIG_KEPT_SECONDS = 60.0
_configs: dict[tuple[str, str], tuple[float, Any]] = {}


class ManagerFailed(Exception):
    """A manager raised; the message is retried, so that a manager may hear of the same thing twice."""


def enabled(organization: Organization) -> tuple[str, ...]:
    """The organization's managers in their order; the installation's (SERVICE_MANAGERS) if it names none."""
    installed = (name.strip() for name in settings().service_managers.split(","))
    return organization.service_managers or tuple(name for name in installed if name)


def fire(hook: Hook[A], organization: Organization, *, only: str | None = None) -> list[tuple[str, A]]:
    """(manager, answer) of every enabled manager that has this hook and answers, in the configured order.

    `only` names the one manager it is for: a person filled in that one's form.

    A manager that raises: for news, the others hear of it all the same and ManagerFailed follows; before
    sends leave, the error goes on as it is, because nothing has been claimed yet; a question, which a
    person waits for, becomes a Conflict that names the manager. Our own errors go on as they are.
    """
    answers: list[tuple[str, A]] = []
    failed: list[str] = []
    for name in enabled(organization):
        if only not in (None, name):
            continue
        try:
            answer = _ask(name, hook, organization)
        except Exception as error:
            _log(name, hook, organization, error)
            if type(hook) in NEWS:
                failed.append(name)
                continue
            if isinstance(error, GroundswellError) or isinstance(hook, SendsLeaving):
                raise
            raise _conflict(name) from error
        if answer is not None:
            answers.append((name, answer))
    if failed:
        raise ManagerFailed(f"{HOOKS[type(hook)]}: {', '.join(failed)}")
    return answers


def _ask(name: str, hook: Hook[A], organization: Organization) -> A | None:
    manager = managers.get(name)
    method = HOOKS[type(hook)]
    if not hasattr(manager, method):
        return None
    drawer = extension_data.Drawer(organization.organization_id, name)
    answer: A | None = getattr(manager(organization, _config(manager, organization), drawer), method)(hook)
    return answer


def _config(manager: type[ServiceManager], organization: Organization) -> Any:
    """The manager's settings in this organization, at most a minute old; not read where it has none."""
    if not fields(manager.Config):
        return manager.Config()
    key = (organization.organization_id, manager.name)
    kept = _configs.get(key)
    if kept is None or kept[0] < time.monotonic():
        kept = (time.monotonic() + CONFIG_KEPT_SECONDS, _read_config(manager, *key))
        _configs[key] = kept
    return kept[1]


def _read_config(manager: type[ServiceManager], organization_id: str, name: str) -> Any:
    values, _ = extension_data.get(organization_id, name, extension_data.CONFIG)
    if secret_fields(manager.Config):
        values |= secrets.get(organization_id, name)
    known = {f.name for f in fields(manager.Config)}
    return manager.Config(**{key: value for key, value in values.items() if key in known})


def forget_config(organization_id: str, name: str) -> None:
    """Read the manager's settings anew, because they have just been changed."""
    _configs.pop((organization_id, name), None)


def _conflict(name: str) -> Conflict:
    return Conflict(
        f"The service manager {name} could not answer.",
        f"Try again; if it keeps failing, switch {name} off in the settings and look at the log.",
    )


def _log(name: str, hook: Hook[Any], organization: Organization, error: Exception) -> None:
    about = {"manager": name, "hook": HOOKS[type(hook)], "organization_id": organization.organization_id}
    log_failure("a service manager failed", error, **about)
