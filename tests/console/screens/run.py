"""A campaign's run in its states: two blasts, unclear texts and their release, an export, an archive."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_run import a_run_world, that_is_archived, that_paused_itself, with_two_blasts
from tests.support.console_shapes import BLAST, DONE, HOME, RUNNING

RUN = f"{HOME}/campaigns/{RUNNING}/run"
DONE_RUN = f"{HOME}/campaigns/{DONE}/run"


def _texts(page: Page) -> None:
    expect(page.get_by_role("table", name="Texts", exact=True)).to_be_visible()
    expect(page.locator(".recharts-line").first).to_be_attached()


def _prepared(page: Page) -> None:
    expect(page.get_by_text("168,600")).to_be_visible()
    expect(page.get_by_text("There are no such texts")).to_be_visible()


def _alarmed(page: Page) -> None:
    _texts(page)
    expect(page.get_by_text("3.9% of those reached have opted out")).to_be_visible()


def _narrowed(page: Page) -> None:
    expect(page.get_by_role("link", name="Only: 30007")).to_be_visible()
    expect(page.get_by_role("table", name="Texts", exact=True).get_by_role("rowheader")).to_have_count(2)


def _paused(page: Page) -> None:
    _texts(page)
    expect(page.get_by_text("Groundswell has paused this campaign")).to_be_visible()


def _asked(page: Page) -> None:
    page.get_by_role("button", name="Send once more: (212) 555-1000").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _exported(page: Page) -> None:
    page.get_by_role("button", name="Export the texts").click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()


def _archiving(page: Page) -> None:
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _archived(page: Page) -> None:
    expect(page.get_by_text("Giving the numbers back")).to_be_visible()
    expect(page.get_by_role("table", name="Texts", exact=True)).to_be_visible()


NAME, OTHER = "River clean-up", "Spring assembly"
SCREENS = (
    Screen(name="run-preparing", heading=NAME, path=RUN, world=with_two_blasts, ready=_prepared),
    Screen(
        name="run-opt-outs", heading=NAME, path=f"{RUN}?blast={BLAST}", world=with_two_blasts, ready=_alarmed
    ),
    Screen(
        name="run-failures",
        heading=NAME,
        path=f"{RUN}?state=FAILED&reason=30007#texts",
        world=a_run_world,
        ready=_narrowed,
    ),
    Screen(name="run-release", heading=NAME, path=f"{RUN}?state=UNKNOWN", world=a_run_world, ready=_asked),
    Screen(name="run-paused-itself", heading=NAME, path=RUN, world=that_paused_itself, ready=_paused),
    Screen(name="run-export", heading=NAME, path=RUN, world=a_run_world, ready=_exported),
    Screen(name="run-archive", heading=OTHER, path=DONE_RUN, world=a_run_world, ready=_archiving),
    Screen(name="run-archived", heading=OTHER, path=DONE_RUN, world=that_is_archived, ready=_archived),
)
