"""A folder's name is the extension's name: kebab names go in, the extension's class comes out on first use."""

import pkgutil
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class UnknownExtension(LookupError):
    """No folder of that name; the text lists the names there are."""


class Registry(Generic[T]):
    """All extensions of one kind. A cold start pays only for those that are asked for."""

    def __init__(self, package: str) -> None:
        self._package = package

    def available(self) -> list[str]:
        paths = import_module(self._package).__path__
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(paths) if module.ispkg)

    def get(self, name: str) -> type[T]:
        """The class of the extension called `name`, for example "test-fake-example"."""
        if name not in self.available():
            raise UnknownExtension(
                f"There is no extension {name!r}; there are: {', '.join(self.available())}."
            )
        module: Any = import_module(f"{self._package}.{name.replace('-', '_')}")
        return cast("type[T]", module.EXTENSION)
