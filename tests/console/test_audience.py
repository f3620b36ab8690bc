"""A campaign's audience: a file is chosen, uploaded, looked at, loaded; and everything that can go wrong with it."""

import pytest
from playwright.sync_api import expect

from tests.console.screens.audience import at_work, choose, failing, without_phone
from tests.support.console_audience import BUILD, ONE, RESULT, a_load, a_preview, audience_world
from tests.support.console_campaigns import a_campaign
from tests.support.console_contacts import LOAD, OLD_LOAD
from tests.support.console_shapes import DRAFT, HOME
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
ROWS = "The first rows, as they would be loaded"


def test_a_file_is_uploaded_looked_at_and_loaded(show):
    console = show(audience_world())
    page = begin(console, BUILD, "Block party")
    choose(page)
    rows = page.get_by_role("table", name=ROWS)
    expect(rows).to_contain_text("This is not a valid phone number.")
    page.get_by_role("button", name="Show all 10 rows").click()
    expect(rows).to_contain_text("Same phone as row 3")
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_text("1,700 contacts are this campaign's audience")).to_be_visible()
    for words in ("121", "46", "Erased people", "Eastern Time"):
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    asked = [path for method, path in console.world.asked if method == "POST" and "/session" not in path]
    assert asked == [f"{ONE}/loads", "/uploads", f"{ONE}/loads/{LOAD}/preview", f"{ONE}/loads/{LOAD}/start"]


def test_a_guess_is_confirmed_or_corrected(show):
    console = show(audience_world())
    page = begin(console, BUILD, "Block party")
    choose(page)
    expect(page.get_by_text("1 column was guessed")).to_be_visible()
    console.world.answers["POST", f"{ONE}/loads/{LOAD}/preview"] = a_preview("Home phone")
    page.get_by_role("button", name="That is right: “Home phone”").click()
    expect(page.get_by_text("1 column was guessed")).to_have_count(0)
    assert console.world.bodies[-1] == {"mapping": {"Home phone": "home_phone"}}
    page.get_by_label("“Surname” is").select_option("Leave out")
    page.get_by_label("“Zip” is").select_option("A field of your own")
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_text("1,700 contacts are")).to_be_visible()
    start = console.world.asked.index(("POST", f"{ONE}/loads/{LOAD}/start"))
    told = {"Home phone": "home_phone", "Surname": "", "Zip": "Zip"}
    assert console.world.bodies[start] == {"mapping": told}


def test_a_file_that_is_not_loaded_yet_is_told_on_the_next_step_and_there_again(show):
    console = show(audience_world())
    page = begin(console, BUILD, "Block party")
    choose(page)
    page.get_by_label("“Surname” is").select_option("Leave out")
    page.get_by_role("link", name="Next: Text").click()
    note = page.get_by_role("status").filter(has_text="The contacts in tenants-march.csv are not loaded yet")
    expect(note).to_contain_text("Nobody in it gets this text before you load it.")
    assert console.axe() == []
    note.get_by_role("link", name="Back to the file").click()
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_text("1,700 contacts are")).to_be_visible()
    start = console.world.asked.index(("POST", f"{ONE}/loads/{LOAD}/start"))
    assert console.world.bodies[start] == {"mapping": {"Surname": ""}}
    page.get_by_role("link", name="Next: Text").click()
    expect(page.get_by_role("heading", level=2, name="Text", exact=True)).to_be_visible()
    expect(page.get_by_text("are not loaded yet")).to_have_count(0)


def test_who_leaves_before_the_load_has_begun_is_not_told_that_it_has_not(show):
    console = show(audience_world())
    page = begin(console, BUILD, "Block party")
    choose(page)
    console.world.hold("/start$", method="POST")
    page.get_by_role("button", name="Load these contacts").click()
    page.get_by_role("link", name="Next: Text").click()
    expect(page.get_by_text("are not loaded yet")).to_be_visible()
    console.world.mend()
    expect(page.get_by_text("are not loaded yet")).to_have_count(0)


def test_without_a_phone_column_somebody_says_which_it_is(show):
    console = show(without_phone())
    page = begin(console, BUILD, "Block party")
    choose(page)
    expect(page.get_by_role("alert")).to_contain_text("No column is the phone.")
    console.world.mend()
    console.world.answers["POST", f"{ONE}/loads/{LOAD}/preview"] = a_preview("Mobile")
    page.get_by_label("Which column is the phone?").select_option("Mobile")
    page.get_by_role("button", name="Use this column").click()
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()
    assert {"mapping": {"Mobile": "phone"}} in console.world.bodies


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tenants.xlsx", b"PK", "This is an Excel workbook"),
        ("tenants.csv", b"", "This file is empty"),
        ("tenants.pdf", b"%PDF", "This is not a CSV file"),
    ],
)
def test_a_wrong_file_is_told_before_anything_is_sent(show, name, content, told):
    console = show(audience_world())
    page = begin(console, BUILD, "Block party")
    choose(page, name, content)
    expect(page.get_by_role("alert")).to_contain_text(told)
    assert console.world.count("POST", "loads|uploads") == 0
    # nothing is remembered: else the browser would not say that the same file, mended, is chosen again
    expect(page.locator("input[type=file]")).to_have_value("")
    choose(page)
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()


def test_a_file_with_names_only_is_not_offered_to_be_loaded(show):
    console = show(audience_world())
    console.world.answers["POST", f"{ONE}/loads/{LOAD}/preview"] = {**a_preview(), "rows": []}
    page = begin(console, BUILD, "Block party")
    choose(page)
    expect(page.get_by_role("alert")).to_contain_text("There is no row below the columns' names")
    expect(page.get_by_role("button", name="Load these contacts")).to_have_count(0)
    page.get_by_role("button", name="Choose another file").click()
    expect(page.get_by_text("Drop a CSV file here")).to_be_visible()


def test_a_broken_upload_goes_on_with_the_same_load(show):
    console = show(audience_world())
    console.world.drop("/uploads", method="POST", times=1)
    page = begin(console, BUILD, "Block party")
    choose(page)
    expect(page.get_by_role("alert")).to_contain_text("The upload broke off")
    page.get_by_role("button", name="Upload again").click()
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()
    assert (console.world.count("POST", "/loads$"), console.world.count("POST", "/uploads")) == (1, 2)


def test_an_address_that_has_run_out_is_replaced(show):
    console = show(audience_world())
    console.world.fail("/uploads", 403, method="POST", times=1)
    page = begin(console, BUILD, "Block party")
    choose(page)
    expect(page.get_by_role("alert")).to_contain_text("The upload was refused")
    page.get_by_role("button", name="Upload again").click()
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()
    assert console.world.count("POST", "/loads$") == 2


def test_a_start_whose_answer_is_lost_is_repeated_with_the_same_key(show):
    console = show(audience_world())
    console.world.drop("/start$", method="POST", times=1)
    page = begin(console, BUILD, "Block party")
    choose(page)
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    page.get_by_role("button", name="Load these contacts").click()
    expect(page.get_by_text("1,700 contacts are")).to_be_visible()
    asked = zip(console.world.asked, console.world.headers, strict=True)
    keys = [headers["idempotency-key"] for (_, path), headers in asked if path.endswith("/start")]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_who_comes_back_finds_the_load_and_may_cancel_it(show):
    console = show(at_work())
    page = begin(console, BUILD, "Block party")
    expect(page.get_by_text("1,210")).to_be_visible()
    console.world.answers["GET", f"{HOME}/jobs/{LOAD}"] = a_load("CANCELLED", reason="It was cancelled.")
    page.get_by_role("button", name="Cancel loading").click()
    expect(page.get_by_text("Loading contacts: cancelled")).to_be_visible()
    assert console.world.count("POST", f"/jobs/{LOAD}/cancel") == 1
    page.get_by_role("button", name="Choose another file").click()
    expect(page.get_by_text("Drop a CSV file here")).to_be_visible()


def test_a_failed_load_says_why_and_is_tried_again(show):
    console = show(failing())
    console.world.answers["GET", f"{HOME}/jobs/{LOAD}"] = a_load("RUNNING", note="Checking the file")
    page = begin(console, BUILD, "Block party")
    expect(page.get_by_text("Checking the file")).to_be_visible()
    console.world.answers["GET", f"{HOME}/jobs/{LOAD}"] = a_load(
        "FAILED", reason="Row 812 is broken. Mend it."
    )
    expect(page.get_by_role("alert")).to_contain_text("Row 812 is broken.")
    page.get_by_role("button", name="Try the same file again").click()
    expect(page.get_by_text("1,544 contacts are this campaign's audience")).to_be_visible()
    assert console.world.count("GET", f"/jobs/{OLD_LOAD}") >= 1


def test_refused_rows_are_downloaded_safe_or_raw(show):
    console = show(audience_world(is_loaded=True))
    page = begin(console, BUILD, "Block party")
    with page.expect_download():
        page.get_by_role("button", name="Download the 77 refused rows", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="As uploaded, for programs").click()
    asked = [path for _, path in console.world.asked if "refused-rows" in path]
    assert [path.partition("?")[2] for path in asked] == ["", "raw=true"]


def test_an_audience_is_replaced_or_kept(show):
    page = begin(show(audience_world(is_loaded=True)), BUILD, "Block party")
    page.get_by_role("button", name="Replace with another file").click()
    page.get_by_role("button", name="Keep the audience as it is").click()
    page.get_by_role("button", name="Replace with another file").click()
    choose(page)
    expect(page.get_by_role("button", name="Load and replace the audience")).to_be_visible()
    page.get_by_role("button", name="Choose another file").click()
    expect(page.get_by_text("Drop a CSV file here")).to_be_visible()


def test_a_file_is_dropped(show):
    page = begin(show(audience_world()), BUILD, "Block party")
    data = page.evaluate_handle(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["Phone\\n2125550142\\n"], "dropped.csv", {type: "text/csv"})); return data; }"""
    )
    page.get_by_text("Drop a CSV file here").dispatch_event("drop", {"dataTransfer": data})
    expect(page.get_by_role("table", name=ROWS)).to_be_visible()


def test_a_started_campaign_keeps_its_audience(show):
    console = show(audience_world(is_loaded=True))
    started = a_campaign(DRAFT, "Block party", "PAUSED", contacts=RESULT["valid"], load_id=LOAD)
    console.world.answers["GET", ONE] = started
    page = begin(console, BUILD, "Block party")
    expect(page.get_by_text("The audience can no longer be changed")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
