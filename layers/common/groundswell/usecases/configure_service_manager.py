"""What an owner filled in for a service manager is checked and kept; what may be shown of it comes out."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Any

from groundswell import hooks, secrets
from groundswell.domain.errors import Invalid, NotFound, Stale
from groundswell.extensions.registry import UnknownExtension
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_managers.base import ServiceManager, kind_of, secret_fields
from groundswell.tables import extension_data, organizations

LONGEST = 1000
"""Characters of one value: all secrets of a manager lie in one SSM parameter, which takes 4 kB."""
_KINDS = {"str": (str, "a text"), "int": (int, "a whole number"), "bool": (bool, "true or false")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerConfig:
    """`values` without secrets; `secrets_set` names those that are there."""

    values: Mapping[str, Any]
    secrets_set: tuple[str, ...]
    version: int = 0


def configure_service_manager(
    organization_id: str, name: str, given: Mapping[str, Any], *, version: int | None = None
) -> ManagerConfig:
    """Fields that are not given stay as they are. Invalid names the first field that is wrong.

    Stale if `version` is given and the settings are no longer at it.
    """
    organizations.get(organization_id)
    manager = get_manager_class(name)
    for key, value in given.items():
        _check(manager, key, value)
    hidden = set(secret_fields(manager.Config))
    open_values = {key: value for key, value in given.items() if key not in hidden}
    new_secrets = {key: value for key, value in given.items() if key in hidden}
    kept, stands_at = extension_data.get(organization_id, name, extension_data.CONFIG)
    if version not in (None, stands_at):
        raise Stale(f"settings of {name}")
    if given:  # secrets alone move the version on too
        values = {**kept, **open_values}
        extension_data.move(organization_id, name, extension_data.CONFIG, values, version=stands_at)
    if new_secrets:
        secrets.put(organization_id, name, {**secrets.get(organization_id, name), **new_secrets})
    hooks.forget_config(organization_id, name)
    return read_service_manager(organization_id, name)


def read_service_manager(organization_id: str, name: str) -> ManagerConfig:
    """The manager's settings in the organization, defaults where nothing was entered."""
    manager = get_manager_class(name)
    hidden = secret_fields(manager.Config)
    kept, version = extension_data.get(organization_id, name, extension_data.CONFIG)
    known = [field.name for field in fields(manager.Config) if field.name not in hidden]
    defaults = manager.Config()
    names = secrets.list_names(organization_id, name) if hidden else []
    return ManagerConfig(
        values={key: kept.get(key, getattr(defaults, key)) for key in known},
        secrets_set=tuple(key for key in names if key in hidden),
        version=version,
    )


def get_manager_class(name: str) -> type[ServiceManager]:
    """NotFound if there is no service manager of that name."""
    try:
        return managers.get(name)
    except UnknownExtension as error:
        raise NotFound(f"service manager {name}") from error


def _check(manager: type[ServiceManager], key: str, value: object) -> None:
    known: dict[str, Field[Any]] = {field.name: field for field in fields(manager.Config)}
    if key not in known:
        names = ", ".join(known) or "none"
        raise Invalid(key, "This service manager has no such field.", f"It has: {names}.")
    if isinstance(value, str) and len(value) > LONGEST:
        raise Invalid(key, f"It is longer than {LONGEST} characters.", "Shorten it.")
    kind, words = _KINDS.get(kind_of(known[key]), (object, ""))
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Invalid(key, "The value is of the wrong kind.", f"Give {words}.")
