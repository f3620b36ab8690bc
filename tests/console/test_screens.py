"""Every screen, wide and light: accessible, and nothing sticks out; `make screens` draws it, dark and on a phone, too.

test_every_screen.py looks at it dark and on a phone, with longer names than people have.
"""

import os
from pathlib import Path

import pytest

from tests.console.screens import Screen, every_screen
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
SIZES = {
    "wide": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
DRAWN = os.environ.get("GROUNDSWELL_SCREENS")
"""The folder for the pictures; they are taken only if it is set, and then of all four looks."""
LOOKS = [("wide", "light")] + [("wide", "dark"), ("phone", "light"), ("phone", "dark")] * bool(DRAWN)


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.name)
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_screen_is_accessible_and_fits(show, screen: Screen, size: str, scheme: str):
    console = show(screen.world(), color_scheme=scheme, **SIZES[size])
    page = begin(console, screen.path, screen.heading)
    screen.ready(page)
    assert console.axe() == []
    # On a phone innerWidth grows along with what sticks out.
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if DRAWN:
        name = f"{screen.name}-{'' if size == 'wide' else 'phone-'}{scheme}.png"
        page.screenshot(path=Path(DRAWN) / name, animations="disabled")
