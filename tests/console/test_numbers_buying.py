"""Buying numbers: once, told what there was less, stopped on demand, and without a carrier."""

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
from tests.support.console_sent import sent
from tests.support.console_shapes import HOME
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


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


def test_numbers_are_bought_with_the_count_typed(show):
    console = show(numbers_world())
    page = _open(console)
    dialog = _wish(page)
    expect(dialog).to_contain_text("The carrier charges your account")
    expect(dialog.get_by_label("Type 20 to confirm")).to_be_focused()
    expect(dialog.get_by_role("button", name="Buy 20 numbers")).to_be_disabled()
    _confirm(dialog)
    expect(dialog).to_contain_text("Buying number 8 of 20")
    wishes = sent(console.world, "/purchases")
    assert [one.body for one in wishes] == [{"area_code": "917", "count": 20}]
    assert len(wishes[0].key) == 36
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
    given = [one.key for one in sent(console.world, "/purchases")]
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
    assert len({one.key for one in sent(console.world, "/purchases")}) == 2


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
    assert sent(console.world, "/purchases") == []


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


def test_without_a_carrier_the_way_there_is_shown(show):
    console = show(no_numbers_world())
    console.world.answers["GET", HOME] = {**console.world.answers["GET", HOME], "carrier": "NOT_CONNECTED"}
    page = _open(console)
    page.get_by_role("button", name="Buy numbers").click()
    page.get_by_role("dialog").get_by_role("link", name="Connect a carrier").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/settings?section=carrier")


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
