"""A campaign's run: its pace and its limit, its outcome over time, what happened, releases, exports, the archive."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.console_campaigns import a_send
from tests.support.console_operations import FILE
from tests.support.console_outcome import a_happening, an_outcome
from tests.support.console_run import (
    BLASTS,
    RUN,
    SECOND,
    a_run_world,
    that_is_archived,
    that_paused_itself,
    with_two_blasts,
)
from tests.support.console_shapes import BLAST, DONE, DRAFT, HOME, PAUSED, RUNNING
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
AT = f"{HOME}/campaigns/{RUNNING}/run"
NAME = "River clean-up"


def test_its_pace_stands_beside_its_limit(show):
    page = begin(show(a_run_world()), AT, NAME)
    pace = page.locator("dl > div").filter(has_text="Texts a minute")
    expect(pace).to_contain_text("42")
    expect(pace).to_contain_text("of 60 allowed from 4 numbers")


def test_its_outcome_is_drawn_and_told_as_a_table(show):
    console = show(a_run_world())
    page = begin(console, AT, NAME)
    outcome = page.get_by_role("region", name="Outcome over time")
    expect(outcome.get_by_role("img", name=re.compile("The figures follow as a table"))).to_be_visible()
    expect(outcome.locator(".recharts-line")).to_have_count(3)
    outcome.get_by_text("Show the figures as a table").click()
    first = outcome.get_by_role("table").get_by_role("row").nth(1)
    for figure in ("1,269", "904", "61"):
        expect(first).to_contain_text(figure)
    assert console.violations() == []


def test_before_there_is_anything_to_draw_it_says_so(show):
    world = a_run_world()
    world.answers["GET", f"{BLASTS}/{BLAST}/pace"] = an_outcome(limit_per_minute=None, limit_scope=None) | {
        "points": []
    }
    page = begin(show(world), AT, NAME)
    expect(page.get_by_text("The chart appears as soon as there is something to draw.")).to_be_visible()
    expect(page.get_by_text("No limit is set")).to_be_visible()


def test_a_blast_that_was_over_at_once_says_so_instead_of_being_measured(show):
    world = with_two_blasts()
    world.answers["GET", f"{BLASTS}/{BLAST}/pace"] |= {"points": []}
    page = begin(show(world), f"{AT}?blast={BLAST}", NAME)
    outcome = page.get_by_role("region", name="Outcome over time")
    expect(outcome).to_contain_text("Sent within a minute")
    expect(outcome).to_contain_text("1,670 texts were handed over, too quickly for a chart.")


def test_a_chart_that_cannot_be_had_takes_nothing_else_with_it(show):
    console = show(a_run_world())
    console.world.fail("/pace$", 500)
    page = begin(console, AT, NAME)
    outcome = page.get_by_role("region", name="Outcome over time")
    expect(outcome.get_by_role("alert")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("table", name="Texts", exact=True)).to_be_visible()
    console.world.mend()
    outcome.get_by_role("button", name="Try again").click()
    expect(outcome.locator(".recharts-line").first).to_be_attached()


def test_what_happened_names_who_did_it_and_what_came_of_it(show):
    world = a_run_world()
    pages = {
        "": a_page([a_happening("PAUSED", 3, None, user_id="gone")], "next"),
        "next": a_page([a_happening("CREATED", 300)]),
    }
    world.answers["GET", f"{RUN}/timeline"] = lambda query: pages[query.get("cursor", [""])[0]]
    page = begin(show(world), AT, NAME)
    happened = page.get_by_role("region", name="What happened")
    expect(happened).to_contain_text("Somebody who is no member any more paused it")
    happened.get_by_role("button", name="Show earlier").click()
    expect(happened).to_contain_text("Ada Okafor made this campaign")


def test_a_campaign_that_paused_itself_says_why_above_and_in_what_happened(show):
    page = begin(show(that_paused_itself()), AT, NAME)
    above = page.get_by_role("alert").filter(has_text="Groundswell has paused this campaign")
    expect(above).to_contain_text("The account is suspended.")
    expect(above).to_contain_text("Resume the campaign when that is mended")
    happened = page.get_by_role("region", name="What happened").get_by_role("listitem").first
    expect(happened).to_contain_text("Groundswell paused it")
    expect(happened).to_contain_text("The account is suspended.")


def test_while_it_is_paused_no_end_is_foretold(show):
    page = begin(show(a_run_world()), AT, NAME)
    expect(page.get_by_text(re.compile("Done in"))).to_be_visible()
    page = begin(show(that_paused_itself()), AT, NAME)
    expect(page.get_by_text("Nothing is leaving")).to_be_visible()
    expect(page.get_by_text(re.compile("[1-9][0-9]* still to send"))).to_be_visible()
    expect(page.get_by_text(re.compile("Done in"))).to_have_count(0)


def test_the_state_that_is_listed_is_marked_however_one_came_there(show):
    page = begin(show(a_run_world()), AT, NAME)
    states = page.get_by_role("navigation", name="State")
    for name in ("Failed", "All"):
        states.get_by_role("link", name=name).click()
        marked = states.locator("a[aria-current]")
        expect(marked).to_have_text(name)
        expect(marked).to_have_css("font-weight", "600")


def test_a_draft_has_a_history_too(show):
    page = begin(show(a_run_world()), f"{HOME}/campaigns/{DRAFT}/run", "Block party")
    happened = page.get_by_role("region", name="What happened")
    expect(happened).to_contain_text("It did not work: Two numbers were taken meanwhile.")


def test_one_of_several_blasts_is_chosen(show):
    page = begin(show(with_two_blasts()), AT, NAME)
    expect(page.get_by_text("168,600")).to_be_visible()
    page.get_by_label("Blast").select_option(index=1)
    expect(page).to_have_url(re.compile(f"blast={BLAST}"))
    expect(page.get_by_text("3.9% of those reached have opted out")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Blast")).to_have_value(SECOND)


def test_every_count_opens_its_rows(show):
    page = begin(show(a_run_world()), AT, NAME)
    page.get_by_role("table", name="Why texts failed").get_by_role("link", name="40").click()
    expect(page).to_have_url(re.compile("state=FAILED&reason=30006"))
    page.get_by_role("table", name="Why texts were not sent").get_by_role("link", name="17").click()
    expect(page).to_have_url(re.compile("state=SKIPPED&reason=OPTED_OUT"))
    expect(page.get_by_role("link", name="Only: The person has opted out.")).to_be_visible()
    reply = page.get_by_role("link", name="Open the conversation with (212) 555-1001")
    expect(reply).to_have_attribute("href", re.compile(r"/inbox\?show=ALL&phone=%2B12125551001"))


def test_a_failures_count_opens_just_its_texts_until_the_others_are_wanted_too(show):
    page = begin(show(a_run_world()), AT, NAME)
    page.get_by_role("table", name="Why texts failed").get_by_role("link", name="21").click()
    texts = page.get_by_role("table", name="Texts", exact=True)
    only = page.get_by_role("link", name="Only: 30007, A carrier filtered the text as unwanted.")
    expect(only).to_be_visible()
    # the first page holds one, the second the other: it goes on by itself
    expect(texts.get_by_role("rowheader")).to_have_text(["(212) 555-1003", "(212) 555-1007"])
    only.press("Enter")
    expect(page).to_have_url(re.compile("state=FAILED(?!.*reason)"))
    expect(texts.get_by_role("rowheader")).to_have_count(10)
    expect(only).to_have_count(0)


def test_texts_that_are_rare_are_looked_for_to_the_end(show):
    world = a_run_world()
    asked: list[str] = []

    def rare(query):
        asked.append(query.get("cursor", ["0"])[0])
        at = int(asked[-1])
        return a_page([a_send(1, "FAILED")] if at == 4 else [], str(at + 1) if at < 4 else None)

    world.answers["GET", f"{BLASTS}/{BLAST}/sends"] = rare
    page = begin(show(world), f"{AT}?state=FAILED&reason=30006", NAME)
    texts = page.get_by_role("table", name="Texts", exact=True)
    expect(texts.get_by_role("rowheader")).to_have_text(["(212) 555-1001"], timeout=15_000)
    assert asked == ["0", "1", "2", "3", "4"]


def test_a_search_through_the_texts_that_fails_on_its_way_goes_on_when_asked(show):
    world = a_run_world()
    world.answers["GET", f"{BLASTS}/{BLAST}/sends"] = lambda query: (
        a_page([a_send(1, "FAILED")]) if "cursor" in query else a_page([], "1")
    )
    console = show(world)
    world.fail("/sends.*cursor", 500)
    page = begin(console, f"{AT}?state=FAILED&reason=30006", NAME)
    texts = page.get_by_role("region", name="Texts", exact=True)
    expect(texts.get_by_role("button", name="Try again")).to_be_visible(timeout=15_000)
    world.mend()
    texts.get_by_role("button", name="Try again").click()
    expect(texts.get_by_role("rowheader")).to_have_text(["(212) 555-1001"])


def test_a_held_text_shows_the_hour_where_the_person_lives(show):
    page = begin(show(a_run_world(), timezone_id="America/New_York"), f"{AT}?state=HELD", NAME)
    texts = page.get_by_role("table", name="Texts", exact=True)
    expect(texts.get_by_role("row", name="(212) 555-1001")).to_contain_text(re.compile("P[SD]T .*yours"))
    expect(texts.get_by_role("row", name="(212) 555-1000")).not_to_contain_text("yours")


def release(page, reason="Asked by phone: nothing came."):
    page.get_by_role("button", name="Send once more: (212) 555-1000").click()
    page.get_by_label("Why it should be sent again").fill(reason)
    page.get_by_label("Type 1 to confirm").fill("1")
    page.get_by_role("button", name="Send 1 text once more").click()


def test_an_unclear_text_is_sent_once_more_on_a_persons_word(show):
    console = show(a_run_world())
    page = begin(console, f"{AT}?state=UNKNOWN", NAME)
    release(page, reason="x")
    expect(page.get_by_text("Say why, in at least three letters.")).to_be_visible()
    assert console.world.count("POST", "/release$") == 0
    page.get_by_label("Why it should be sent again").fill("Asked by phone: nothing came.")
    page.get_by_role("button", name="Send 1 text once more").click()
    expect(page.get_by_text("It will be sent once more.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert {"reason": "Asked by phone: nothing came."} in console.world.bodies


def test_a_release_whose_answer_is_lost_is_repeated_under_the_same_key(show):
    console = show(a_run_world())
    console.world.drop("/release$", method="POST", times=1)
    page = begin(console, f"{AT}?state=UNKNOWN", NAME)
    release(page)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Send 1 text once more").click()
    expect(page.get_by_text("It will be sent once more.")).to_be_visible()
    asked = zip(console.world.asked, console.world.headers, strict=True)
    keys = [
        headers["idempotency-key"]
        for (method, path), headers in asked
        if method == "POST" and "/release" in path
    ]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_refused_release_says_why_in_its_place(show):
    console = show(a_run_world())
    console.world.fail("/release$", 409, method="POST")
    page = begin(console, f"{AT}?state=UNKNOWN", NAME)
    release(page)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("wait until it is completed")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Send once more: (212) 555-1000")).to_be_focused()


def test_the_texts_are_exported_and_downloaded(show):
    console = show(a_run_world())
    page = begin(console, AT, NAME)
    page.get_by_role("button", name="Export the texts").click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("link", name="Download the file")).to_have_attribute("href", FILE)
    body = {"kind": "sends", "campaign_id": RUNNING, "blast_id": BLAST, "raw": False}
    assert body in console.world.bodies


def test_an_export_that_fails_says_so_and_can_be_asked_for_again(show):
    console = show(a_run_world())
    console.world.fail("/exports$", 500, method="POST", times=1)
    page = begin(console, AT, NAME)
    page.get_by_role("button", name="Export the replies").click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()


def test_a_completed_campaign_is_archived_after_its_count_was_typed(show):
    console = show(a_run_world())
    page = begin(console, f"{HOME}/campaigns/{DONE}/run", "Spring assembly")
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_role("button", name="Archive the campaign")).to_be_disabled()
    page.get_by_label("Type 1,700 to confirm").fill("1700")
    archived = that_is_archived().answers
    console.world.answers["GET", f"{HOME}/campaigns/{DONE}"] = archived["GET", f"{HOME}/campaigns/{DONE}"]
    page.get_by_role("button", name="Archive the campaign").click()
    expect(page.get_by_text("Giving the numbers back")).to_be_visible()
    expect(page.get_by_text("2 of 4")).to_be_visible()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("It is back, as a completed campaign.")).to_be_visible()


def test_what_cannot_be_archived_or_brought_back_says_why(show):
    console = show(a_run_world())
    page = begin(console, AT, NAME)
    page.get_by_role("button", name="Archive").focus()
    expect(page.get_by_role("tooltip")).to_contain_text(
        "It can be archived once all of its texts are settled."
    )
    page.get_by_role("button", name="Archive").click(force=True)
    expect(page.get_by_role("dialog")).to_have_count(0)
    console = show(that_is_archived(released=True))
    page = begin(console, f"{HOME}/campaigns/{DONE}/run", "Spring assembly")
    page.get_by_role("button", name="Bring back").focus()
    expect(page.get_by_role("tooltip")).to_contain_text("Its numbers have been given back.")
    page.get_by_role("button", name="Bring back").click(force=True)
    assert console.world.count("POST", "/unarchive$") == 0


def test_what_a_stop_of_everything_did_is_told_where_it_hit(show):
    world = a_run_world()
    stop = world.answers["GET", f"{HOME}/stop-all"]
    world.answers["GET", f"{HOME}/stop-all"] = {**stop, "campaign_ids": [PAUSED]}
    page = begin(show(world), f"{HOME}/campaigns/{PAUSED}/run", "Rent strike vote")
    expect(page.get_by_text("The last text was handed over 0.4 s later.")).to_be_visible()
