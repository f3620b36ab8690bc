"""Opt-outs: looked up in any spelling, made by hand or by a list, lifted by an owner, exported."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_inbox import NOAM
from tests.support.console_opt_outs import (
    EXPORT,
    NEVER,
    OPT_OUTS,
    PAGE_URL,
    an_entry,
    an_exporting,
    opt_outs_world,
)
from tests.support.console_refusals import not_a_phone
from tests.support.console_sent import sent
from tests.support.console_shapes import HOME
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser


def open_page(console, find: str = "") -> Page:
    search = f"?find={find.replace('+', '%2B')}" if find else ""
    return begin(console, f"{OPT_OUTS}{search}", "Opt-outs")


def test_a_phone_is_looked_up_in_any_spelling_with_its_proof(show):
    page = open_page(show(opt_outs_world()))
    page.get_by_label("Look up a phone").fill("(212) 555-2006")
    page.keyboard.press("Enter")
    found = page.get_by_role("region", name="What we know")
    expect(found).to_contain_text("Opted out")
    changes = found.get_by_role("list", name="History").get_by_role("listitem")
    expect(changes).to_have_count(3)
    expect(changes.first).to_contain_text("Recognized by the word STOP")
    expect(changes.nth(1)).to_contain_text("Signed up again at the October meeting, form 118")
    expect(changes.last).to_contain_text("Recognized by its wording")
    expect(page).to_have_url(f"https://console.example.org{OPT_OUTS}?find=%28212%29+555-2006")
    found.get_by_role("link", name="Open the conversation").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/inbox?show=ALL&phone=%2B12125552006")


def test_what_is_no_phone_says_how_to_write_one(show):
    page = open_page(show(opt_outs_world()), "Noam")
    expect(page.get_by_text("Write it with its area code")).to_be_visible()
    expect(page.get_by_role("table", name="The newest opt-outs")).to_be_visible()


def test_the_newest_come_page_by_page_and_lead_to_their_proof(show):
    console = show(opt_outs_world())
    first = console.world.answers["GET", f"{OPT_OUTS}/newest"]
    pages = {"": first, "next": a_page([an_entry("+12125550001", 99_999, None)])}
    console.world.answers["GET", f"{OPT_OUTS}/newest"] = lambda query: pages[query.get("cursor", [""])[0]]
    page = open_page(console)
    page.get_by_role("button", name="Show more").click()
    rows = page.get_by_role("rowheader")
    expect(rows).to_have_count(9)
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("list", name="History")).to_be_visible()


def test_by_hand_with_how_they_asked_once_however_often_it_is_tried(show):
    console = show(opt_outs_world())
    console.world.drop("/opt-outs$", method="POST", times=1)
    page = open_page(console)
    page.get_by_role("button", name="Opt out a phone").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Phone")).to_be_focused()
    dialog.get_by_role("button", name="Opt out").click()
    expect(dialog).to_contain_text("Write their phone number.")
    dialog.get_by_label("Phone").fill("(347) 555-0162")
    dialog.get_by_label("How they asked").fill("At the door")
    dialog.get_by_role("button", name="Opt out").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    dialog.get_by_role("button", name="Opt out").click()
    expect(page.get_by_text("(347) 555-0162 is opted out.")).to_be_visible()
    expect(page.get_by_role("button", name="Opt out a phone")).to_be_focused()
    first, second = sent(console.world, "/opt-outs")
    assert first == second
    assert first.body == {"phone": "(347) 555-0162", "reason": "At the door"}


def test_a_phone_that_is_none_is_told_at_its_field(show):
    console = show(opt_outs_world())
    console.world.answers["POST", OPT_OUTS] = (422, not_a_phone(), {})
    page = open_page(console)
    page.get_by_role("button", name="Opt out a phone").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Phone").fill("1234")
    dialog.get_by_label("How they asked").fill("At the door")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Phone")).to_have_attribute("aria-invalid", "true")
    expect(dialog).to_contain_text("Send it as +12025550123.")


def import_list(page: Page, text: str, phones: str) -> None:
    page.get_by_role("button", name="Import a list").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Phones, one to a line").fill(text)
    go_on(page, phones)


def go_on(page: Page, phones: str) -> None:
    page.get_by_label("Where the list is from").fill("Our last provider")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label(f"Type {phones} to confirm").fill(phones)
    page.get_by_role("button", name=f"Opt out {phones} phones").click()


def test_a_list_is_confirmed_by_its_count_and_says_what_was_refused(show):
    console = show(opt_outs_world())
    page = open_page(console)
    import_list(page, "name,phone\nA,2125550101\nB,2125550102\nC,2125550103\nD,n/a\nE,2125550105", "5")
    dialog = page.get_by_role("dialog", name="The list is imported")
    expect(dialog).to_contain_text("3 phones are opted out now, 1 had been before.")
    expect(dialog.get_by_role("listitem")).to_contain_text("Row 5 n/a")
    (listed,) = sent(console.world, "/imports")
    assert listed.body["phones"] == ["2125550101", "2125550102", "2125550103", "n/a", "2125550105"]
    assert (listed.body["reason"], listed.body["csv"], len(listed.key)) == ("Our last provider", "", 36)


def test_a_file_is_read_where_it_is(show):
    console = show(opt_outs_world())
    page = open_page(console)
    page.get_by_role("button", name="Import a list").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog).to_contain_text("Paste some phones first.")
    with page.expect_file_chooser() as chosen:
        dialog.get_by_role("button", name="Choose a file").click()
    chosen.value.set_files({"name": "stop.csv", "mimeType": "text/csv", "buffer": b"id;Cell\n1;2125550101\n"})
    expect(dialog).to_contain_text("1 phone found. Taken from the column “Cell”.")


def test_a_long_list_goes_on_where_it_stopped(show):
    console = show(opt_outs_world())
    done = {"opted_out": 1000, "already": 0, "refused": []}
    answers = [(200, done, {}), (429, None, {}), (200, done, {}), (200, {**done, "opted_out": 400}, {})]
    console.world.answers["POST", f"{OPT_OUTS}/imports"] = lambda _query: answers.pop(0)
    page = open_page(console)
    phones = "\n".join(f"+1212{5550000 + n}" for n in range(2400))
    page.get_by_role("button", name="Import a list").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose a file").click()
    chosen.value.set_files({"name": "stop.txt", "mimeType": "text/plain", "buffer": phones.encode()})
    expect(page.get_by_role("dialog")).to_contain_text("2,400 phones found.")
    go_on(page, "2,400")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1,000 of 2,400 are through.")
    page.get_by_role("button", name="Opt out 2,400 phones").click()
    expect(dialog).to_contain_text("2,400 phones are opted out now")
    tried = sent(console.world, "/imports")
    assert [len(one.body["phones"]) for one in tried] == [1000, 1000, 1000, 400]
    assert tried[1] == tried[2]


def test_an_owner_lifts_one_only_with_a_reason(show):
    console = show(opt_outs_world())
    page = open_page(console, NOAM)
    page.get_by_role("button", name="Lift the opt-out").click()
    dialog = page.get_by_role("dialog", name="Lift the opt-out of (212) 555-2006?")
    dialog.get_by_role("button", name="Lift the opt-out").click()
    expect(dialog).to_contain_text("Write at least ten characters.")
    dialog.get_by_label("How they asked for your texts again").fill("Signed form 204 on Saturday")
    dialog.get_by_role("button", name="Lift the opt-out").click()
    expect(page.get_by_text("(212) 555-2006 may be texted again.")).to_be_visible()
    lifted = [path for method, path in console.world.asked if method == "DELETE"]
    assert lifted == [f"{OPT_OUTS}/%2B12125552006?reason=Signed%20form%20204%20on%20Saturday"]


@pytest.mark.parametrize(("role", "buttons"), [("ADMIN", 1), ("TEXTER", 0)])
def test_who_may_not_lift_or_import_is_not_offered_it(show, role, buttons):
    console = show(opt_outs_world(role))
    page = open_page(console, NOAM)
    expect(page.get_by_role("list", name="History")).to_be_visible()
    expect(page.get_by_role("button", name="Lift the opt-out")).to_have_count(0)
    for name in ("Import a list", "Export opt-outs"):
        expect(page.get_by_role("button", name=name)).to_have_count(buttons)
    assert (console.world.count("GET", "/(settings|members)") == 0) == (role == "TEXTER")


def test_a_phone_that_may_be_texted_is_opted_out_on_the_spot(show):
    page = open_page(show(opt_outs_world("TEXTER")), NEVER)
    region = page.get_by_role("region", name="What we know")
    expect(region).to_contain_text("This phone has never opted out.")
    region.get_by_role("button", name="Opt out").click()
    expect(page.get_by_role("dialog").get_by_label("Phone")).to_have_value("(212) 555-0147")


def test_the_page_for_people_is_copied(show):
    console = show(opt_outs_world(), permissions=["clipboard-read", "clipboard-write"])
    page = open_page(console)
    region = page.get_by_role("region", name="The opt-out page")
    expect(region.get_by_role("link")).to_have_attribute("href", PAGE_URL)
    region.get_by_role("button", name="Copy").click()
    expect(region).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == PAGE_URL


def test_an_export_is_watched_and_downloaded(show):
    console = show(opt_outs_world())
    looks = [an_exporting("RUNNING", done=50), an_exporting()]
    console.world.answers["GET", f"{HOME}/jobs/{EXPORT}"] = lambda _query: (
        looks.pop(0) if len(looks) > 1 else looks[0]
    )
    page = open_page(console)
    region = page.get_by_role("region", name="Export")
    region.get_by_role("button", name="Export opt-outs").click()
    expect(region).to_contain_text("50 of 214")
    expect(region.get_by_role("link", name="Download the file")).to_have_attribute(
        "href", "https://files.example.org/opt-outs.csv"
    )
    assert sent(console.world, "/exports")[0].body == {"kind": "opt-outs", "raw": False}


def test_one_part_that_fails_leaves_the_others(show):
    console = show(opt_outs_world())
    console.world.fail("/opt-outs/newest", 500)
    page = open_page(console)
    newest = page.get_by_role("region", name="The newest opt-outs")
    expect(newest.get_by_role("alert")).to_contain_text("Something went wrong on our side", timeout=15_000)
    expect(page.get_by_role("region", name="The opt-out page").get_by_role("link")).to_be_visible()
    console.world.mend()
    newest.get_by_role("button", name="Try again").click()
    expect(newest).to_contain_text("take me off your list")
