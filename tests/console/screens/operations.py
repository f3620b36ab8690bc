"""Operations: jobs, what is stuck, what is unsettled, the queues; busy and quiet."""

from playwright.sync_api import Page, expect

from tests.console.screens import Screen
from tests.support.console_operations import an_empty_operations_world, an_operations_world
from tests.support.console_shapes import HOME

AT = f"{HOME}/operations"


def _table(name: str, rows: int):
    def ready(page: Page) -> None:
        expect(page.get_by_role("table", name=name).get_by_role("rowheader")).to_have_count(rows)

    return ready


def _jobs(page: Page) -> None:
    _table("Jobs", 10)(page)
    expect(page.get_by_role("link", name="River clean-up").first).to_be_visible()


def _replay_all(page: Page) -> None:
    page.get_by_role("button", name="Try all again").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _nothing(text: str):
    def ready(page: Page) -> None:
        expect(page.get_by_text(text)).to_be_visible()

    return ready


def _row(name: str, view: str, ready, world=an_operations_world) -> Screen:
    return Screen(name=name, heading="Operations", path=f"{AT}?view={view}", world=world, ready=ready)


SCREENS = (
    _row("operations-jobs", "jobs", _jobs),
    _row("operations-stuck", "stuck", _table("Stuck steps", 3)),
    _row("operations-stuck-replay", "stuck", _replay_all),
    _row("operations-unsettled", "unsettled", _table("Unsettled texts", 4)),
    _row("operations-queues", "queues", _table("Queues", 9)),
    _row("operations-jobs-none", "jobs", _nothing("No jobs yet"), an_empty_operations_world),
    _row("operations-stuck-none", "stuck", _nothing("Nothing is stuck"), an_empty_operations_world),
    _row(
        "operations-unsettled-none", "unsettled", _nothing("Every text is settled"), an_empty_operations_world
    ),
)
