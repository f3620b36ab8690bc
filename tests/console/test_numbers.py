"""The numbers: what there is, found by area code and state, given back, and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.support.console_numbers import JOBS, NUMBERS, numbers_world
from tests.support.console_people import OMAR, people_world
from tests.support.console_shapes import DRAFT, HOME, RUNNING
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
ADDRESS = f"https://console.example.org{NUMBERS}"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def _open(console):
    return begin(console, NUMBERS, "Numbers")


def test_the_bars_add_up_and_every_count_opens_its_numbers(show):
    page = _open(show(numbers_world()))
    expect(page.get_by_role("img", name="646: 1 at work, 2 reserved, 2 free")).to_have_attribute(
        "data-total", "5"
    )
    expect(page.get_by_text("14 numbers in 5 area codes")).to_be_visible()
    page.get_by_role("link", name="2 reserved in 646").click()
    expect(page).to_have_url(f"{ADDRESS}?area=646&state=RESERVED#list")
    rows = page.get_by_role("table", name="All numbers").locator("tbody").get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.first.get_by_role("link", name="Block party")).to_have_attribute(
        "href", f"{HOME}/campaigns/{DRAFT}/build?step=numbers"
    )


def test_numbers_are_found_by_area_code_and_state(show):
    console = show(numbers_world())
    page = _open(console)
    table = page.get_by_role("table", name="All numbers")
    expect(table.get_by_role("link", name="River clean-up").first).to_have_attribute(
        "href", f"{HOME}/campaigns/{RUNNING}/run"
    )
    expect(table).to_contain_text("Nguyễn Thị Hoa's own")
    page.get_by_label("State", exact=True).select_option("Free")
    expect(page).to_have_url(f"{ADDRESS}?state=AVAILABLE")
    # the first page of the answer holds none of these, and more is asked for by itself
    page.get_by_label("Area code", exact=True).select_option("914")
    expect(table.locator("tbody").get_by_role("row")).to_have_count(1)
    page.get_by_label("State", exact=True).select_option("At work")
    expect(page.get_by_text("No number matches")).to_be_visible()
    page.get_by_role("link", name="Show all numbers").click()
    expect(table.locator("tbody").get_by_role("row")).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(table.locator("tbody").get_by_role("row")).to_have_count(14)


def test_an_address_that_makes_no_sense_shows_all(show):
    page = begin(show(numbers_world()), f"{NUMBERS}?area=2121&state=LOST", "Numbers")
    expect(page.get_by_role("table", name="All numbers").locator("tbody").get_by_role("row")).to_have_count(
        10
    )


def test_a_free_number_is_given_back_after_a_second_look(show):
    console = show(numbers_world())
    page = _open(console)
    page.get_by_role("button", name="Release (646) 219-1104").click()
    dialog = page.get_by_role("dialog", name="Release (646) 219-1104?")
    expect(dialog).to_contain_text("Replies that people still write to it no longer reach you.")
    expect(dialog.get_by_role("button", name="Release the number")).to_be_disabled()
    dialog.get_by_label("Type 1104 to confirm").fill("1104")
    page.keyboard.press("Enter")
    expect(page.get_by_text("(646) 219-1104 is released.")).to_be_visible()
    expect(dialog).to_be_hidden()
    assert console.world.count("DELETE", "%2B16462191104$") == 1


def test_a_release_without_an_answer_is_finished_by_another_press(show):
    console = show(numbers_world())
    console.world.drop("%2B16462191104$", method="DELETE", times=1)
    page = _open(console)
    page.get_by_role("button", name="Release (646) 219-1104").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Type 1104 to confirm").fill("1104")
    dialog.get_by_role("button", name="Release the number").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    del console.world.answers["DELETE", f"{NUMBERS}/%2B16462191104"]  # it was released the first time
    dialog.get_by_role("button", name="Release the number").click()
    expect(page.get_by_text("(646) 219-1104 is released.")).to_be_visible()


def test_a_number_that_is_taken_says_why_it_cannot_be_released(show):
    console = show(numbers_world())
    page = _open(console)
    button = page.get_by_role("button", name="Release (212) 369-8828")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("It is at work.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Release (212) 773-0052").focus()
    expect(page.get_by_role("tooltip").filter(has_text="It is a member's own.")).to_be_visible()


def test_one_part_that_fails_leaves_the_others(show):
    console = show(numbers_world())
    console.world.fail("/numbers/counts", 500)
    page = _open(console)
    region = page.get_by_role("region", name="By area code")
    expect(region.get_by_role("alert")).to_contain_text("Something went wrong on our side", timeout=15_000)
    expect(page.get_by_role("table", name="All numbers").locator("tbody").get_by_role("row")).to_have_count(
        10
    )
    console.world.mend()
    region.get_by_role("button", name="Try again").click()
    expect(region).to_contain_text("14 numbers in 5 area codes")


def test_a_texter_has_no_numbers_page(show):
    console = show(numbers_world("TEXTER"))
    page = begin(console, NUMBERS, "This page is not for you")
    expect(page.get_by_role("link", name="Numbers")).to_have_count(0)
    assert console.world.count("GET", "/numbers") == 0


def test_on_a_phone_a_number_is_a_card(show):
    console = show(numbers_world(), **PHONE)
    console.world.answers["GET", JOBS] = a_page([])
    page = _open(console)
    row = page.get_by_role("row").filter(has_text="(646) 219-0417")
    expect(row).to_contain_text("River clean-up")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_members_own_number_bears_their_name_also_after_a_look_at_a_person(show):
    """Both pages ask who is who, and share what came."""
    world = people_world()
    world.answers |= numbers_world().answers
    page = begin(show(world), f"{HOME}/contacts/{OMAR}", "عمر حداد")
    expect(page.get_by_role("region", name="Opt-outs, and how they came about")).to_contain_text(
        "Nguyễn Thị Hoa"
    )
    page.get_by_role("link", name="Numbers", exact=True).click()
    expect(page.get_by_role("table", name="Numbers")).to_contain_text("Nguyễn Thị Hoa's own")
