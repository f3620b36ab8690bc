"""Numbers: bought once however often it is tried, told truly when there were fewer, given back with care."""

import pytest
from playwright.sync_api import expect

from tests.support.console_numbers import (
    JOB,
    JOBS,
    NUMBERS,
    a_purchase,
    buying_world,
    no_numbers_world,
    numbers_world,
)
from tests.support.console_steps import begin
from tests.support.console_world import DRAFT, HOME, RUNNING
from tests.support.console_world import page as a_page

pytestmark = pytest.mark.browser
ADDRESS = f"https://console.example.org{NUMBERS}"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def _open(console):
    return begin(console, NUMBERS, "Numbers")


def _wish(page, area_code="917", many="20"):
    page.get_by_role("button", name="Buy numbers").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Area code").fill(area_code)
    dialog.get_by_label("How many").fill(many)
    dialog.get_by_role("button", name="Continue").click()
    return dialog


def _confirm(dialog, many="20"):
    dialog.get_by_label(f"Type {many} to confirm").fill(many)
    dialog.get_by_role("button", name=f"Buy {many} numbers").click()


def _keys(world):
    return [
        world.headers[n]["idempotency-key"]
        for n, asked in enumerate(world.asked)
        if asked == ("POST", f"{NUMBERS}/purchases")
    ]


def _bodies(world):
    return [
        world.bodies[n] for n, asked in enumerate(world.asked) if asked == ("POST", f"{NUMBERS}/purchases")
    ]


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


def test_numbers_are_bought_with_the_count_typed(show):
    console = show(numbers_world())
    page = _open(console)
    dialog = _wish(page)
    expect(dialog).to_contain_text("The carrier charges your account")
    expect(dialog.get_by_label("Type 20 to confirm")).to_be_focused()
    expect(dialog.get_by_role("button", name="Buy 20 numbers")).to_be_disabled()
    _confirm(dialog)
    expect(dialog).to_contain_text("Buying number 8 of 20")
    assert _bodies(console.world) == [{"area_code": "917", "count": 20}]
    assert len(_keys(console.world)[0]) == 36
    assert console.axe() == []
    console.world.answers["GET", f"{JOBS}/{JOB}"] = a_purchase("DONE", 20, 20, "917")
    expect(dialog).to_contain_text("20 numbers in 917 are yours now")
    before = console.world.count("GET", "/numbers/counts")
    assert before >= 2


def test_two_presses_at_the_same_moment_buy_once(show):
    console = show(numbers_world())
    dialog = _wish(_open(console))
    dialog.get_by_label("Type 20 to confirm").fill("20")
    buy = dialog.get_by_role("button", name="Buy 20 numbers")
    buy.evaluate("(button) => { button.click(); button.click(); }")
    expect(dialog.get_by_role("button", name="Buy other numbers")).to_be_visible()
    assert console.world.count("POST", "/purchases$") == 1


def test_what_there_was_less_is_told_and_another_area_code_offered(show):
    console = show(numbers_world())
    console.world.answers["GET", f"{JOBS}/{JOB}"] = a_purchase("DONE", 12, 20, "212")
    page = _open(console)
    dialog = _wish(page, "212")
    _confirm(dialog)
    expect(dialog).to_contain_text("12 of 20 bought in 212")
    expect(dialog).to_contain_text("The 12 you have are yours.")
    dialog.get_by_role("button", name="Buy 8 in 646").click()
    expect(dialog.get_by_label("Area code")).to_have_value("646")
    expect(dialog.get_by_label("Area code")).to_be_focused()
    expect(dialog.get_by_label("How many")).to_have_value("8")


def test_nothing_to_be_had_says_why(show):
    console = show(numbers_world())
    console.world.answers["GET", f"{JOBS}/{JOB}"] = a_purchase("FAILED", 0, 5, "907")
    dialog = _wish(_open(console), "907", "5")
    _confirm(dialog, "5")
    expect(dialog.get_by_role("alert")).to_contain_text("No number was bought in 907")
    expect(dialog.get_by_role("alert")).to_contain_text("The carrier has no more numbers")
    dialog.get_by_role("button", name="Buy other numbers").click()
    expect(dialog.get_by_label("Area code")).to_have_value("")


def test_a_lost_answer_buys_nothing_twice_even_from_a_dialog_opened_anew(show):
    console = show(numbers_world())
    console.world.drop("/purchases$", method="POST", times=1)
    page = _open(console)
    dialog = _wish(page)
    _confirm(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    _confirm(_wish(page))
    expect(page.get_by_role("dialog")).to_contain_text("Buying number 8 of 20")
    given = _keys(console.world)
    assert len(given) == 2
    assert given[0] == given[1]
    # what was answered is over: the same wish again is another purchase
    page.get_by_role("dialog").get_by_role("button", name="Buy other numbers").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Area code").fill("917")
    dialog.get_by_label("How many").fill("20")
    dialog.get_by_role("button", name="Continue").click()
    _confirm(dialog)
    expect(dialog).to_contain_text("Buying number 8 of 20")
    assert len(set(_keys(console.world))) == 2


@pytest.mark.parametrize(
    ("area_code", "many", "wrong"),
    [
        ("21", "5", "Three digits, such as 212."),
        ("555", "5", "555 is not the area code of a place."),
        ("212", "0", "A whole number from 1 to 100."),
        ("212", "101", "A whole number from 1 to 100."),
        ("212", "", "A whole number from 1 to 100."),
    ],
)
def test_what_cannot_be_bought_is_said_at_its_field(show, area_code, many, wrong):
    console = show(numbers_world())
    dialog = _wish(_open(console), area_code, many)
    expect(dialog).to_contain_text(wrong)
    expect(dialog.get_by_role("button", name="Continue")).to_be_visible()
    assert console.axe() == []
    assert _keys(console.world) == []


def test_a_service_manager_that_changes_the_wish_is_told_of(show):
    console = show(numbers_world())
    console.world.answers["POST", f"{NUMBERS}/purchases"] = (202, a_purchase("QUEUED", 0, 5, "917"), {})
    dialog = _wish(_open(console))
    _confirm(dialog)
    expect(dialog).to_contain_text("5 numbers instead of 20 numbers")


def test_a_purchase_is_stopped_on_demand(show):
    console = show(numbers_world())
    page = _open(console)
    dialog = _wish(page)
    _confirm(dialog)
    dialog.get_by_role("button", name="Stop buying").click()
    expect(page.get_by_text("Being stopped. What is bought stays yours.")).to_be_visible()
    console.world.answers["GET", f"{JOBS}/{JOB}"] = a_purchase("CANCELLED", 8, 20, "917")
    expect(dialog).to_contain_text("Cancelled. 8 numbers in 917 had been bought and stay yours")


def test_purchases_that_run_or_have_just_ended_are_on_the_page(show):
    page = _open(show(buying_world()))
    purchases = page.get_by_role("region", name="Purchases")
    expect(purchases).to_contain_text("Buying number 8 of 20")
    expect(purchases).to_contain_text("12 of 20 bought in 212")
    purchases.get_by_role("button", name="Buy 8 in 332").click()
    expect(page.get_by_role("dialog").get_by_label("Area code")).to_have_value("332")


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


def test_without_a_carrier_the_way_there_is_shown(show):
    console = show(no_numbers_world())
    console.world.answers["GET", HOME] = {**console.world.answers["GET", HOME], "carrier": "NOT_CONNECTED"}
    page = _open(console)
    page.get_by_role("button", name="Buy numbers").click()
    page.get_by_role("dialog").get_by_role("link", name="Connect a carrier").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/settings?section=carrier")


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


def test_buying_by_keyboard_alone(show):
    page = _open(show(numbers_world()))
    page.get_by_role("button", name="Buy numbers").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Area code")).to_be_focused()
    page.keyboard.type("646")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Type 3 to confirm")).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Buying number 8 of 20")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Buy numbers")).to_be_focused()


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
