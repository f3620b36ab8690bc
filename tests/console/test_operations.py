"""Operations: jobs that run and ended, steps that are stuck, texts that are unsettled, how full the queues are."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.console_operations import FILE, LETTERS, a_letter, an_operations_world
from tests.support.console_shapes import BLAST, HOME, RUNNING, a_job
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin
from tests.support.console_world import a_world

pytestmark = pytest.mark.browser
AT = f"{HOME}/operations"


def opened(console, view="jobs", **search):
    rest = "".join(f"&{name}={value}" for name, value in search.items())
    return begin(console, f"{AT}?view={view}{rest}", "Operations")


def keys_of(world, path):
    asked = zip(world.asked, world.headers, strict=True)
    return [
        headers["idempotency-key"]
        for (method, at), headers in asked
        if method == "POST" and re.search(path, at)
    ]


def test_jobs_say_how_far_they_are_and_what_came_of_them(show):
    page = opened(show(an_operations_world()))
    jobs = page.get_by_role("table", name="Jobs")
    loading = jobs.get_by_role("row", name="Loading contacts").first
    expect(loading).to_contain_text("31,400 of 200,000")
    expect(loading.get_by_role("link")).to_have_text("Rent strike vote")
    expect(jobs).to_contain_text("1,700 contacts, 4 rows could not be used")
    expect(jobs).to_contain_text("The carrier has no more numbers in 212. Try another area code.")


def test_jobs_are_narrowed_by_kind_and_state_and_the_address_keeps_it(show):
    page = opened(show(an_operations_world()))
    page.get_by_label("Kind").select_option("BUY_NUMBERS")
    rows = page.get_by_role("table", name="Jobs").get_by_role("rowheader")
    expect(rows).to_have_count(2)
    page.get_by_label("State").select_option("FAILED")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile("kind=BUY_NUMBERS&state=FAILED"))
    page.get_by_label("State").select_option("CANCELLED")
    expect(page.get_by_text("No job matches")).to_be_visible()


def test_where_none_was_found_yet_older_ones_are_searched(show):
    world = an_operations_world()
    pages = {"": a_page([], "next"), "next": a_page([a_job("old", "EXPORT", "CANCELLED")])}
    world.answers["GET", f"{HOME}/jobs"] = lambda query: pages[query.get("cursor", [""])[0]]
    page = opened(show(world), state="CANCELLED")
    page.get_by_role("button", name="Search older jobs").click()
    expect(page.get_by_role("table", name="Jobs").get_by_role("rowheader")).to_have_count(1)


def test_a_job_that_runs_is_cancelled(show):
    console = show(an_operations_world())
    page = opened(console)
    page.get_by_role("button", name="Cancel: Loading contacts").click()
    expect(page.get_by_text("What was half done is not used.")).to_be_visible()
    assert console.world.count("POST", "/jobs/job-load/cancel$") == 1


def test_a_retry_whose_answer_is_lost_is_repeated_under_the_same_key(show):
    console = show(an_operations_world())
    console.world.drop("/retry$", method="POST", times=1)
    page = opened(console)
    again = page.get_by_role("button", name="Try again: Loading contacts")
    again.click()
    expect(page.get_by_role("alert").filter(has_text="Groundswell did not answer")).to_be_visible()
    again.click()
    expect(page.get_by_text("It begins anew, as a job of its own.")).to_be_visible()
    keys = keys_of(console.world, "/retry$")
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_finished_export_is_downloaded(show):
    page = opened(show(an_operations_world()))
    page.get_by_role("button", name="Download: Writing a file: texts").click()
    expect(page.get_by_role("link", name="Download the file")).to_have_attribute("href", FILE)


def test_one_stuck_step_is_tried_again(show):
    console = show(an_operations_world())
    page = opened(console, "stuck")
    expect(page.get_by_role("table", name="Stuck steps")).to_contain_text(
        "The other side did not answer in time."
    )
    console.world.answers["GET", f"{HOME}/dead-letters"] = {"items": [a_letter(1), a_letter(2)]}
    page.get_by_role("button", name="Try again: Sending a part of a blast").click()
    expect(page.get_by_text("1 step is being tried again.")).to_be_visible()
    expect(page.get_by_role("table", name="Stuck steps").get_by_role("rowheader")).to_have_count(2)


def test_all_stuck_steps_are_tried_again_once_their_count_was_typed(show):
    console = show(an_operations_world())
    console.world.fail("/replay-all$", 500, method="POST", times=1)
    page = opened(console, "stuck")
    page.get_by_role("button", name="Try all again").click()
    confirm = page.get_by_role("button", name=f"Try {LETTERS} steps again")
    page.get_by_label(f"Type {LETTERS} to confirm").fill("2")
    expect(confirm).to_be_disabled()
    page.get_by_label(f"Type {LETTERS} to confirm").fill(str(LETTERS))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    console.world.answers["GET", f"{HOME}/dead-letters"] = {"items": []}
    confirm.click()
    expect(page.get_by_text("Nothing is stuck")).to_be_visible()
    assert len(set(keys_of(console.world, "/replay-all$"))) == 1


def test_only_what_was_searched_for_in_vain_is_sent_once_more(show):
    console = show(an_operations_world())
    page = opened(console, "unsettled")
    texts = page.get_by_role("table", name="Unsettled texts")
    searching = texts.get_by_role("button", name="Send once more: (212) 555-1002")
    searching.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("still being searched")
    searching.click(force=True)
    expect(page.get_by_role("dialog")).to_have_count(0)
    texts.get_by_role("button", name="Send once more: (212) 555-1003").focus()
    expect(page.get_by_role("tooltip").filter(has_text="possible only once")).to_be_visible()
    texts.get_by_role("button", name="Send once more: (212) 555-1000").click()
    page.get_by_label("Why it should be sent again").fill("Asked by phone: nothing came.")
    page.get_by_label("Type 1 to confirm").fill("1")
    page.get_by_role("button", name="Send 1 text once more").click()
    expect(page.get_by_text("It will be sent once more.")).to_be_visible()
    assert console.world.count("POST", f"/campaigns/{RUNNING}/blasts/{BLAST}/sends/s-UNKNOWN-0/release$") == 1


def test_queues_are_counted_and_said_to_be_everybodys(show):
    page = opened(show(an_operations_world()), "queues")
    expect(page.get_by_text("All organizations of this installation share them")).to_be_visible()
    row = page.get_by_role("table", name="Queues").get_by_role("row", name="Reports and replies to take in")
    for figure in ("1,904", "100"):
        expect(row).to_contain_text(figure)


def test_the_keyboard_goes_from_view_to_view(show):
    page = opened(show(an_operations_world()))
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Jobs").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Stuck steps")).to_be_visible()
    expect(page.get_by_role("navigation", name="Views").get_by_role("link", name="Stuck")).to_have_attribute(
        "aria-current", "page"
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [("Show the steps", "Stuck steps"), ("Show the texts", "Unsettled texts"), ("Show the jobs", "Jobs")],
)
def test_today_leads_here(show, name, table):
    page = begin(show(an_operations_world()), f"{HOME}/today", "Today")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("table", name=table)).to_be_visible()


def test_a_texter_does_not_get_there(show):
    console = show(a_world("TEXTER"))
    begin(console, AT, "This page is not for you")
    assert console.world.count("GET", "/(queues|jobs|dead-letters)") == 0
