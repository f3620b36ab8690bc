"""Every screen of the console as a row: the world it stands over, its address, and what shows that it is complete.

Add a module here with `SCREENS`: its rows are checked by test_screens.py and drawn by `make screens`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from playwright.sync_api import Page

from tests.support.console import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`name` is the file's name in docs/screens; `heading` the page's first heading once it is there.

    `ready` waits until everything has come, and may press something first, for a dialog or an open thread.
    """

    name: str
    heading: str
    path: str
    world: Callable[[], World]
    ready: Callable[[Page], None]


def every_screen() -> list[Screen]:
    modules = sorted(module.name for module in iter_modules(__path__))
    return [screen for name in modules for screen in import_module(f"{__name__}.{name}").SCREENS]
