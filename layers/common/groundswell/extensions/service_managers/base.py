"""What a service manager is: a class with a method for each hook that it wants to hear of, and its own settings.

Implement only what you use: a manager that has a hook costs a call each time it fires.
"""

from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

from groundswell.domain.organization import Organization
from groundswell.extensions.ports import Drawer
from groundswell.extensions.service_managers.hooks import HOOKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """How the console introduces the manager, and where it has a form of its own."""

    display_name: str
    description: str
    can_spend_money: bool = False
    organization_form: bool = False
    campaign_form: bool = False


def secret() -> Any:
    """Marks a field of a Config: it is kept in SSM and never shown again."""
    return field(default="", metadata={"secret": True}, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoConfig:
    """For a manager that has nothing to configure."""


def secret_fields(config: type) -> tuple[str, ...]:
    """The names of a Config's fields that are secrets."""
    return tuple(f.name for f in fields(config) if f.metadata.get("secret"))


def kind_of(config_field: Field[Any]) -> str:
    """The name of a Config field's type: "str", "int" or "bool"."""
    kind = config_field.type
    return kind if isinstance(kind, str) else getattr(kind, "__name__", "")


class ServiceManager:
    """One instance per hook that fires. `Config` is a frozen dataclass, each field with a default: the
    console draws the form from it."""

    name: ClassVar[str]
    metadata: ClassVar[Metadata]
    Config: ClassVar[type] = NoConfig

    def __init__(self, organization: Organization, config: Any, drawer: Drawer) -> None:
        self.organization = organization
        self.config = config
        self.drawer = drawer

    def __init_subclass__(cls) -> None:
        unknown = {name for name in vars(cls) if name.startswith(("on_", "get_"))} - set(HOOKS.values())
        if unknown:
            raise TypeError(
                f"{cls.__name__}: no such hooks {sorted(unknown)}; there are {sorted(HOOKS.values())}"
            )
