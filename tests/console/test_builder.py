"""A campaign is built: named, written, given numbers, started, sent; nothing is lost or done twice on the way."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.console import Console
from tests.support.console_builder import (
    CAMPAIGN,
    DRAFT,
    JOB,
    NAME,
    TEXT,
    a_draft,
    a_job,
    a_trial,
    active_world,
    builder_world,
    costly_world,
    empty_world,
    ready_world,
    sent_world,
)
from tests.support.console_steps import begin
from tests.support.console_world import BLAST, HOME
from tests.support.console_world import DRAFT as LISTED_DRAFT
from tests.support.console_world import page as a_page

pytestmark = pytest.mark.browser
LIST = f"{HOME}/campaigns"
PATCHES = "/campaigns/[^/]+$"


def _open(console: Console, step: str) -> Page:
    return begin(console, f"{CAMPAIGN}/build?step={step}", NAME)


def _written(console: Console) -> list[Any]:
    asked = zip(console.world.asked, console.world.bodies, strict=True)
    return [body for (method, _), body in asked if method == "PATCH"]


def _keys(console: Console, path: str) -> list[str]:
    asked = zip(console.world.asked, console.world.headers, strict=True)
    return [
        headers["idempotency-key"]
        for (method, where), headers in asked
        if method == "POST" and where.endswith(path)
    ]


def _save_as(console: Console, **changes: Any) -> None:
    """From now on the API has this."""
    for method in ("GET", "PATCH"):
        console.world.answers[method, CAMPAIGN] = a_draft(**changes)


# -- making one


def test_a_name_makes_a_draft_and_opens_it(show):
    console = show(builder_world())
    console.world.answers["POST", LIST] = (201, a_draft(), {})
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="New campaign").click()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("Give it a name.")).to_be_visible()
    page.get_by_label("What is it called?").fill(f"  {NAME} ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page).to_have_url(re.compile(f"{DRAFT}/build\\?step=audience$"))
    assert console.world.bodies[console.world.asked.index(("POST", LIST))]["name"] == NAME


def test_a_lost_answer_makes_no_second_draft(show):
    console = show(builder_world())
    console.world.answers["POST", LIST] = (201, a_draft(), {})
    console.world.drop(f"{LIST}$", method="POST", times=1)
    page = begin(console, LIST, "Campaigns")
    page.get_by_role("button", name="New campaign").click()
    page.get_by_label("What is it called?").fill(NAME)
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Trying again does nothing twice")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    first, second = _keys(console, "/campaigns")
    assert first == second


def test_a_draft_and_a_copy_open_where_they_are_built(show):
    console = show(builder_world())
    copy = {**a_draft(), "name": "Copy of Spring assembly"}
    done = next(
        path for method, path in console.world.answers if method == "POST" and path.endswith("4/copy")
    )
    console.world.answers["POST", done] = (201, copy, {})
    page = begin(console, LIST, "Campaigns")
    link = page.get_by_role("link", name="Block party")
    expect(link).to_have_attribute("href", f"{LIST}/{LISTED_DRAFT}/build")
    page.get_by_role("button", name="Copy “Spring assembly”").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/build$"))


# -- the frame


def test_it_opens_at_the_first_step_that_lacks_something(show):
    page = begin(show(empty_world()), f"{CAMPAIGN}/build", NAME)
    steps = page.get_by_role("navigation", name="Steps of the campaign")
    expect(steps.locator("[aria-current=step]")).to_contain_text("Audience")
    expect(steps).to_contain_text("Not written yet")
    expect(steps).to_contain_text("None reserved")


def test_steps_are_links_and_the_focus_goes_along(show):
    page = _open(show(builder_world()), "text")
    page.get_by_role("link", name="Next: Numbers").press("Enter")
    expect(page.get_by_role("heading", level=2, name="Numbers", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile(r"step=numbers$"))
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Text", exact=True)).to_be_focused()


def test_the_name_is_changed_in_its_place_by_keyboard_alone(show):
    console = show(builder_world())
    page = _open(console, "text")
    _save_name(console, "Rent vote")
    page.get_by_role("button", name="Rename").press("Enter")
    expect(page.get_by_label("Name of the campaign")).to_be_focused()
    page.keyboard.type("Rent vote")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Rent vote")).to_be_visible()
    expect(page.get_by_role("button", name="Rename")).to_be_focused()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert _written(console) == [{"name": "Rent vote"}]


def _save_name(console: Console, name: str) -> None:
    console.world.answers["PATCH", CAMPAIGN] = {**a_draft(version=8), "name": name}


# -- words that save themselves


def test_words_are_saved_once_one_pauses(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text=f"{TEXT} Thanks!", version=8)
    page.get_by_label("What people read").press("End")
    page.get_by_label("What people read").fill(f"{TEXT} Thanks!")
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert _written(console) == [{"text": f"{TEXT} Thanks!"}]
    sent = console.world.headers[[method for method, _ in console.world.asked].index("PATCH")]
    assert sent["if-match"] == '"7"'


def test_a_save_whose_answer_was_lost_is_not_taken_for_a_conflict(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH", times=1)
    page.get_by_label("What people read").fill("Hello. STOP ends it.")
    expect(page.get_by_text("could not be saved yet")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(text="Hello. STOP ends it.", version=8)
    console.world.fail(PATCHES, 412, method="PATCH", times=1)
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    expect(page.get_by_label("What people read")).to_have_value("Hello. STOP ends it.")


@pytest.mark.parametrize("choice", ["Keep mine", "Take what is saved"])
def test_two_who_write_at_once_are_asked_whose_words_count(show, choice):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.fail(PATCHES, 412, method="PATCH", times=1)
    console.world.answers["GET", CAMPAIGN] = a_draft(text="What the other wrote. STOP.", version=9)
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text="What I wrote. STOP.", version=10)
    page.get_by_label("What people read").fill("What I wrote. STOP.")
    note = page.get_by_role("status").filter(has_text="This campaign was changed elsewhere")
    expect(note).to_contain_text("What the other wrote.")
    expect(note).to_contain_text("What I wrote.")
    expect(page.get_by_label("What people read")).to_have_value("What I wrote. STOP.")
    page.get_by_role("button", name=choice).click()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    kept = "What I wrote. STOP." if choice == "Keep mine" else "What the other wrote. STOP."
    expect(page.get_by_label("What people read")).to_have_value(kept)
    assert len(_written(console)) == (2 if choice == "Keep mine" else 1)


def test_without_a_connection_nothing_is_lost(show):
    console = show(builder_world())
    page = _open(console, "text")
    console.world.drop(PATCHES, method="PATCH")
    page.context.set_offline(True)
    page.get_by_label("What people read").fill("Written on the train. STOP ends it.")
    expect(page.get_by_text("You are offline. Your words are kept on this device")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("What people read")).to_have_value("Written on the train. STOP ends it.")
    console.world.mend()
    console.world.answers["PATCH", CAMPAIGN] = a_draft(text="Written on the train. STOP ends it.", version=8)
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible(timeout=15_000)
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes('draft')).length") == 0


def test_who_leaves_in_the_middle_of_a_sentence_has_saved_it(show):
    console = show(builder_world())
    page = _open(console, "text")
    page.get_by_label("What people read").fill("Half a sen")
    with page.expect_request(lambda one: one.method == "PATCH"):
        page.get_by_role("link", name="All campaigns").click()
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_visible()
    assert _written(console) == [{"text": "Half a sen"}]


def test_a_refused_text_says_so_and_stays(show):
    console = show(builder_world())
    console.world.fail(PATCHES, 422, method="PATCH")
    page = _open(console, "text")
    page.get_by_label("What people read").fill("x" * 1601)
    expect(page.get_by_role("alert").filter(has_text="Your last words are not saved")).to_be_visible()
    expect(page.get_by_text("carriers take 1,600")).to_be_visible()


# -- the text


def test_a_field_is_put_in_at_the_cursor(show):
    console = show(builder_world(text="Hi , hello"))
    page = _open(console, "text")
    area = page.get_by_label("What people read")
    area.evaluate("area => { area.focus(); area.setSelectionRange(3, 3); }")
    page.get_by_role("button", name="Insert {building}").click()
    expect(area).to_have_value("Hi {building}, hello")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.selectionStart") == len("Hi {building}")


def test_segments_are_counted_as_one_types(show):
    page = _open(show(builder_world(text="")), "text")
    area = page.get_by_label("What people read")
    area.fill("a" * 160)
    expect(page.locator("[data-segments]")).to_have_text("1 segment")
    area.fill("a" * 161)
    expect(page.locator("[data-segments]")).to_have_text("2 segments")
    area.fill("’" + "a" * 69)
    expect(page.locator("[data-segments]")).to_have_text("1 segment")
    expect(page.get_by_text("room for 0 more")).to_be_visible()


def test_what_makes_it_dear_is_replaced_with_one_press(show):
    console = show(costly_world())
    page = _open(console, "text")
    expect(page.get_by_text("“–” and 2 other characters make this text take 2 segments")).to_be_visible()
    page.get_by_role("button", name="Replace “’” with '").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("we're voting"))
    page.get_by_role("button", name="Replace them all").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Saturday... all"))
    expect(page.get_by_text("GSM-7 alphabet")).to_be_visible()


def test_advice_names_what_to_do_and_does_it(show):
    page = _open(show(costly_world()), "text")
    expect(page.get_by_text("Carriers filter links of bit.ly")).to_be_visible()
    expect(page.get_by_text("It does not say that Riverside Tenants writes")).to_be_visible()
    page.get_by_role("button", name="Add “Reply STOP to opt out.”").click()
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Reply STOP to opt out.$"))
    expect(page.get_by_text("It does not say how to opt out")).to_have_count(0)


def test_three_people_are_shown_one_after_the_other(show):
    page = _open(show(builder_world()), "text")
    expect(page.get_by_text("Hi Marisol, it's")).to_be_visible()
    page.get_by_role("button", name="Next person").click()
    expect(page.get_by_text("Hi Dmitri, it's")).to_be_visible()
    page.get_by_role("button", name="Previous person").click()
    page.get_by_role("button", name="Previous person").click()
    expect(page.get_by_text("Hi Aaliyah, it's")).to_be_visible()
    expect(page.get_by_role("region", name="What it costs")).to_contain_text("1,486 to 2,972 segments")


def test_a_preview_that_fails_leaves_the_text_alone(show):
    console = show(builder_world())
    console.world.fail("/preview$", 500, method="POST")
    page = _open(console, "text")
    preview = page.get_by_role("region", name="On their phone")
    expect(preview.get_by_role("alert")).to_be_visible(timeout=15_000)
    expect(page.get_by_label("What people read")).to_have_value(TEXT)
    console.world.mend()
    preview.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Hi Marisol, it's")).to_be_visible()


def test_a_test_goes_to_oneself_once(show):
    console = show(builder_world())
    console.world.drop("/test$", method="POST", times=1)
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_text("A phone number, please")).to_be_visible()
    page.get_by_label("Your phone number").fill("(212) 555-0155")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_text("On its way to (212) 555-0155")).to_be_visible()
    first, second = _keys(console, "/test")
    assert first == second


def test_a_test_says_that_it_waits_and_what_is_wrong_with_it(show):
    console = show(builder_world())
    warning = {"field": "text", "problem": "It does not say how to opt out.", "remedy": "Say it."}
    held = a_trial(held_until="2027-01-05T14:00:00+00:00", warnings=[warning])
    console.world.answers["POST", f"{CAMPAIGN}/test"] = (202, held, {})
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Your phone number").fill("2125550155")
    page.get_by_role("button", name="Send the test").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It waits for the hours of that phone")
    expect(dialog).to_contain_text("It does not say how to opt out.")


def test_tests_have_an_end_for_the_day(show):
    console = show(builder_world())
    console.world.fail("/test$", 429, method="POST", retry_after=40_000)
    page = _open(console, "text")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Your phone number").fill("2125550155")
    page.get_by_role("button", name="Send the test").click()
    expect(page.get_by_role("alert")).to_contain_text("That was the last test for today")


# -- numbers and hours


def test_numbers_are_proposed_and_reserved(show):
    console = show(builder_world())
    page = _open(console, "numbers")
    expect(page.get_by_text("1,486 people need about 8 numbers")).to_be_visible()
    page.get_by_role("button", name="Choose 8 for me").click()
    expect(page.get_by_label("Numbers of 646")).to_have_value("4")
    page.get_by_role("button", name="Reserve 8 numbers").click()
    expect(page.get_by_text("8 numbers are reserved for this campaign.")).to_be_visible()
    body = console.world.bodies[console.world.asked.index(("PUT", f"{CAMPAIGN}/numbers"))]
    assert {one["area_code"]: one["count"] for one in body["wanted"]} == {"212": 4, "646": 4}


def test_more_than_there_are_cannot_be_reserved_and_it_says_why(show):
    console = show(builder_world())
    page = _open(console, "numbers")
    page.get_by_label("Numbers of 312").fill("5")
    expect(page.get_by_text("Of 312 there are 3.")).to_be_visible()
    button = page.get_by_role("button", name="Reserve 9 numbers")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    assert console.world.count("PUT", "/numbers$") == 0


def test_a_refused_reservation_keeps_what_was_chosen(show):
    console = show(builder_world())
    console.world.fail("/numbers$", 409, method="PUT")
    page = _open(console, "numbers")
    page.get_by_label("Numbers of 646").fill("2")
    page.get_by_role("button", name="Reserve 6 numbers").click()
    expect(page.get_by_role("alert").filter(has_text="Not possible now")).to_be_visible()
    expect(page.get_by_label("Numbers of 646")).to_have_value("2")


def test_what_is_bought_here_is_reserved_here(show):
    console = show(builder_world())
    bought = {"bought": 4, "wanted": 4, "area_code": "312"}
    job = {**a_job("DONE", 4), "kind": "BUY_NUMBERS", "total": 4, "result": bought}
    console.world.answers["POST", f"{HOME}/numbers/purchases"] = (202, {**job, "state": "QUEUED"}, {})
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = job
    page = _open(console, "numbers")
    shop = page.get_by_role("region", name="Buy more")
    shop.get_by_label("Area code").fill("312")
    shop.get_by_label("How many").fill("4")
    shop.get_by_role("button", name="Continue").click()
    shop.get_by_label("Type 4 to confirm").fill("4")
    shop.get_by_role("button", name="Buy 4 numbers").click()
    expect(page.get_by_text("8 numbers are reserved for this campaign.")).to_be_visible()
    body = console.world.bodies[console.world.asked.index(("PUT", f"{CAMPAIGN}/numbers"))]
    assert {one["area_code"]: one["count"] for one in body["wanted"]} == {"212": 4, "312": 4}
    assert console.world.count("POST", "/purchases$") == 1


def test_a_purchase_that_goes_on_is_shown_to_who_comes_back(show):
    console = show(builder_world())
    job = {**a_job("RUNNING", 1), "kind": "BUY_NUMBERS", "total": 4}
    console.world.answers["GET", f"{HOME}/jobs"] = a_page([job])
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = job
    page = _open(console, "numbers")
    expect(page.get_by_role("region", name="Purchases")).to_contain_text("1 of 4")


def test_the_senders_choice_saves_itself(show):
    console = show(builder_world())
    console.world.answers["PATCH", CAMPAIGN] = a_draft(sender_choice="CARRIER", version=8)
    page = _open(console, "numbers")
    page.get_by_label("The carrier").check()
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    assert _written(console) == [{"sender_choice": "CARRIER"}]


def test_hours_are_told_for_each_zone_of_the_audience(show):
    page = _open(show(builder_world()), "numbers")
    hours = page.get_by_role("region", name="When texts may leave")
    expect(hours).to_contain_text("Between 9 AM and 8 PM")
    expect(hours.get_by_role("listitem")).to_have_count(3)
    told = re.compile("Eastern Time.*1,204 people.*(open|waits) until")
    expect(hours.get_by_role("listitem").first).to_contain_text(told)


# -- start and send


def test_what_is_missing_leads_to_where_it_is_mended(show):
    page = _open(show(empty_world()), "start")
    button = page.get_by_role("button", name="Start the campaign")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("The campaign has no contacts.")
    carrier = page.get_by_role("link", name="Open the carrier's settings")
    expect(carrier).to_have_attribute("href", f"{HOME}/settings?section=carrier")
    page.get_by_role("link", name="Go to Text").click()
    expect(page.get_by_label("What people read")).to_be_visible()


def test_it_starts_and_then_waits_for_the_press_that_sends(show):
    console = show(ready_world())
    page = _open(console, "start")
    page.get_by_role("button", name="Start the campaign").wait_for()
    expect(page.get_by_text("The account answers.")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(state="STARTING", job_id=JOB, version=8)
    page.get_by_role("button", name="Start the campaign").click()
    expect(page.get_by_text("Moving the numbers")).to_be_visible()
    console.world.answers["GET", CAMPAIGN] = a_draft(state="ACTIVE", job_id=JOB, version=9)
    console.world.answers["GET", f"{HOME}/jobs/{JOB}"] = a_job("DONE", 8)
    expect(page.get_by_role("button", name="Send to 1,486 people")).to_be_visible(timeout=15_000)
    assert console.world.count("POST", "/send$") == 0


def test_a_start_that_failed_says_why_and_can_be_tried_again(show):
    failure = "Two numbers were taken meanwhile. Choose numbers again, then start."
    console = show(ready_world())
    console.world.answers["GET", CAMPAIGN] = a_draft(start_failure=failure)
    page = _open(console, "start")
    expect(page.get_by_role("alert")).to_contain_text(failure)
    expect(page.get_by_role("button", name="Start the campaign")).to_have_attribute("aria-disabled", "false")


def test_a_refused_start_lists_what_came_up_meanwhile(show):
    console = show(ready_world())
    console.world.fail("/start$", 409, method="POST")
    page = _open(console, "start")
    expect(page.get_by_text("The account answers.")).to_be_visible()
    page.get_by_role("button", name="Start the campaign").click()
    expect(page.get_by_role("alert")).to_contain_text("Not possible now")


def test_many_are_sent_to_only_after_their_number_was_typed_and_only_once(show):
    console = show(active_world())
    console.world.drop("/send$", method="POST", times=1)
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 1,486 people").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Send to 1,486 people")).to_be_disabled()
    dialog.get_by_label("Type 1,486 to confirm").fill("1486")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Trying again does nothing twice")
    dialog.get_by_role("button", name="Send to 1,486 people").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/run\\?blast={BLAST}"))
    first, second = _keys(console, "/send")
    assert first == second


def test_few_are_sent_to_after_a_plain_question(show):
    console = show(active_world(contacts=12))
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 12 people").click()
    page.get_by_role("dialog").get_by_role("button", name="Send to 12 people").click()
    expect(page).to_have_url(re.compile(f"{DRAFT}/run"))
    assert console.world.count("POST", "/send$") == 1


def test_enter_held_down_sends_to_nobody(show):
    console = show(active_world(contacts=12))
    page = _open(console, "start")
    page.get_by_role("button", name="Send to 12 people").focus()
    for _ in range(5):
        page.keyboard.down("Enter")
        page.wait_for_timeout(120)
    page.keyboard.up("Enter")
    page.wait_for_timeout(300)
    assert console.world.count("POST", "/send$") == 0


def test_what_was_sent_is_sent_again_only_with_the_number_typed(show):
    page = _open(show(sent_world()), "start")
    expect(page.get_by_text("This campaign has been sent")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("dialog")).to_contain_text("a second text for everybody")
    expect(page.get_by_label("Type 1,486 to confirm")).to_be_visible()


def test_a_campaign_that_has_begun_cannot_be_rewritten(show):
    console = show(active_world())
    page = _open(console, "text")
    expect(page.get_by_text("The text is settled")).to_be_visible()
    expect(page.get_by_label("What people read")).not_to_be_editable()
    expect(page.get_by_role("button", name="Insert {building}")).to_have_count(0)
    page.get_by_role("link", name="3").or_(page.get_by_role("link", name=re.compile("^Numbers"))).last.click()
    expect(page.get_by_role("link", name="8 numbers of 212")).to_be_visible()
    expect(page.get_by_label("The carrier")).to_be_disabled()


def test_a_texter_does_not_get_there(show):
    console = show(builder_world("TEXTER"))
    begin(console, f"{CAMPAIGN}/build", "This page is not for you")
    assert console.world.count("GET", f"{DRAFT}") == 0


def test_an_admin_may_do_all_of_it(show):
    page = _open(show(ready_world()), "start")
    expect(page.get_by_role("button", name="Start the campaign")).to_be_visible()


def test_it_is_built_by_keyboard_alone(show):
    console = show(builder_world())
    page = _open(console, "text")
    page.get_by_label("What people read").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Thanks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Insert {first_name}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What people read")).to_have_value(re.compile("Thanks{first_name}$"))
    expect(page.get_by_label("What people read")).to_be_focused()


@pytest.mark.parametrize("step", ["audience", "text", "numbers", "start"])
def test_a_campaign_that_does_not_exist_says_so(show, step):
    console = show(builder_world())
    page = begin(console, f"{LIST}/nothing/build?step={step}", "Campaign")
    expect(page.get_by_role("alert")).to_contain_text("This does not exist")
