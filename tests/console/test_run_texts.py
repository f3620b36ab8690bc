"""The list of a blast's texts follows the blast, and nothing moves under who reads it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_browser import Console
from tests.support.console_campaigns import a_report, a_send
from tests.support.console_run import BLASTS, a_run_world
from tests.support.console_shapes import BLAST, HOME, RUNNING
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
AT = f"{HOME}/campaigns/{RUNNING}/run"
SENDS = f"{BLASTS}/{BLAST}/sends"
NEWEST = "Show the newest state"
PATIENCE = 15_000
"""It looks anew some seconds after the figures have changed."""


@dataclass
class Moving:
    """A blast that a test moves on: `states` by number of the text."""

    states: dict[int, str]
    blast: str = "SENDING"
    following: str | None = None
    asked: list[str] = field(default_factory=list)

    def report(self, _query: Any) -> dict[str, Any]:
        counts = {state: list(self.states.values()).count(state) for state in self.states.values()}
        return a_report(state=self.blast, states=counts, planned=len(self.states))

    def sends(self, query: dict[str, list[str]]) -> dict[str, Any]:
        self.asked.append(query.get("cursor", [""])[0])
        first = [{**a_send(n, state), "send_id": f"s-{n}"} for n, state in sorted(self.states.items())]
        if "cursor" in query:
            return a_page([{**a_send(n, "DELIVERED"), "send_id": f"s-{n}"} for n in range(50, 53)])
        return a_page(first, self.following)


def show_moving(show: Any, blast: Moving) -> tuple[Console, Page]:
    world = a_run_world()
    world.answers["GET", f"{BLASTS}/{BLAST}"] = blast.report
    world.answers["GET", SENDS] = blast.sends
    console = show(world)
    page = begin(console, AT, "River clean-up")
    expect(texts(page).get_by_role("rowheader").first).to_be_visible()
    return console, page


def texts(page: Page) -> Any:
    return page.get_by_role("table", name="Texts", exact=True)


def phones(*numbers: int) -> list[str]:
    return [f"(212) 555-{1000 + n}" for n in numbers]


def test_it_follows_the_blast_to_its_end_and_then_asks_no_more(show):
    blast = Moving({1: "READY", 2: "READY"})
    _console, page = show_moving(show, blast)
    expect(texts(page)).to_contain_text("Waiting")
    blast.states = {0: "READY", 1: "DELIVERED", 2: "SENT"}
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(0, 1, 2), timeout=PATIENCE)
    expect(texts(page).get_by_role("row", name="(212) 555-1001")).to_contain_text("Delivered")
    blast.states, blast.blast = dict.fromkeys(range(3), "DELIVERED"), "CLOSED"
    expect(texts(page).get_by_text("Delivered", exact=True)).to_have_count(3, timeout=PATIENCE)
    looks = len(blast.asked)
    page.wait_for_timeout(6_000)
    assert len(blast.asked) == looks


def test_it_does_not_ask_while_nothing_moves(show):
    blast = Moving({1: "HELD", 2: "HELD"})
    _console, page = show_moving(show, blast)
    page.wait_for_timeout(6_000)
    assert blast.asked == [""]


def test_rows_that_somebody_stands_in_change_in_their_places(show):
    blast = Moving({1: "READY", 2: "READY"})
    console, page = show_moving(show, blast)
    link = texts(page).get_by_role("link", name="(212) 555-1002")
    link.focus()
    blast.states = {0: "READY", 2: "DELIVERED", 3: "READY"}
    newest = page.get_by_role("button", name=NEWEST)
    expect(newest).to_be_visible(timeout=PATIENCE)
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(1, 2))
    expect(texts(page).get_by_role("row", name="(212) 555-1002")).to_contain_text("Delivered")
    expect(link).to_be_focused()
    assert console.axe() == []
    newest.press("Enter")
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(0, 2, 3))
    expect(page.get_by_role("group", name="Texts", exact=True)).to_be_focused()
    expect(newest).to_have_count(0)


def test_rows_that_somebody_points_at_wait_until_the_pointer_has_gone(show):
    blast = Moving({1: "READY", 2: "READY"})
    _console, page = show_moving(show, blast)
    texts(page).get_by_role("row", name="(212) 555-1002").hover()
    blast.states = {0: "READY", 2: "SENT"}
    expect(page.get_by_role("button", name=NEWEST)).to_be_visible(timeout=PATIENCE)
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(1, 2))
    page.get_by_role("heading", level=1).hover()
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(0, 2))
    expect(page.get_by_role("button", name=NEWEST)).to_have_count(0)


def test_who_has_gone_on_to_further_texts_is_asked(show):
    blast = Moving({1: "READY", 2: "READY"}, following="next")
    _console, page = show_moving(show, blast)
    page.get_by_role("region", name="Texts", exact=True).get_by_role("button", name="Show more").click()
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(1, 2, 50, 51, 52))
    blast.states = {1: "DELIVERED", 2: "SENT"}
    newest = page.get_by_role("button", name=NEWEST)
    expect(newest).to_be_visible(timeout=PATIENCE)
    assert blast.asked == ["", "next"]
    newest.click()
    expect(texts(page).get_by_role("rowheader")).to_have_text(phones(1, 2))
    expect(texts(page).get_by_role("row", name="(212) 555-1001")).to_contain_text("Delivered")
    assert blast.asked == ["", "next", ""]
    # and from now on it follows again
    page.get_by_role("heading", level=1).hover()
    blast.states = {1: "DELIVERED", 2: "DELIVERED"}
    expect(texts(page).get_by_text("Delivered", exact=True)).to_have_count(2, timeout=PATIENCE)
