"""Contacts, and one person's page: found, browsed, exported, opted out, lifted, erased."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.console_campaigns import a_campaign
from tests.support.console_contacts import GRACE
from tests.support.console_people import OLD, OMAR, UNKNOWN, grace, people_world, sent_texts
from tests.support.console_sent import sent
from tests.support.console_shapes import DONE, HOME, at, by_hand
from tests.support.console_shapes import page as a_page
from tests.support.console_steps import begin

pytestmark = pytest.mark.browser
LIST = f"{HOME}/contacts"
ONE, OUT = f"{LIST}/{GRACE}", f"{LIST}/{OMAR}"
CODED = GRACE.replace("+", "%2B")


def test_a_person_is_found_in_any_spelling_and_opened(show):
    page = begin(show(people_world()), LIST, "Contacts")
    page.get_by_label("Phone number").fill("212.555.0142")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Grace Okafor")).to_contain_text("In 2 lists")
    page.get_by_role("link", name="Open their page").click()
    expect(page.get_by_role("heading", level=1, name="Grace Okafor")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Phone number")).to_have_value("212.555.0142")


def test_what_is_no_phone_is_told_before_and_after_asking(show):
    console = show(people_world())
    page = begin(console, LIST, "Contacts")
    page.get_by_label("Phone number").fill("212")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Type the whole number, area code first.")).to_be_visible()
    assert console.world.count("GET", "contacts\\?phone") == 0
    page.get_by_label("Phone number").fill("999 999 9999")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not a phone number")


def test_a_number_that_nobody_knows_can_be_opened_all_the_same(show):
    page = begin(show(people_world()), f"{LIST}?find=9175550111", "Contacts")
    expect(page.get_by_text("Nobody knows this number yet")).to_be_visible()
    page.get_by_role("link", name="Open their page").click()
    expect(page.get_by_role("heading", level=1, name="(917) 555-0111")).to_be_visible()


def test_a_campaigns_contacts_come_page_by_page_and_by_area_code(show):
    console = show(people_world())
    page = begin(console, LIST, "Contacts")
    rows = page.get_by_role("table", name="Contacts of a campaign").get_by_role("rowheader")
    expect(rows).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(20)
    page.get_by_label("Campaign", exact=True).select_option("Spring assembly (1,700 contacts)")
    expect(page).to_have_url(f"https://console.example.org{LIST}?campaign={DONE}")
    page.get_by_label("Phone begins with").fill("(212) 555-014")
    expect(rows).to_have_count(8)
    page.get_by_label("Phone begins with").fill("917")
    expect(page.get_by_text("No phone in this campaign begins like that")).to_be_visible()


def test_a_campaign_that_is_not_among_the_newest_is_found_too(show):
    console = show(people_world())
    old = a_campaign(OLD, "Winter coats", "ARCHIVED")
    pages = {
        "": console.world.answers["GET", f"{HOME}/campaigns"] | {"next_cursor": "older"},
        "older": a_page([old]),
    }
    console.world.answers |= {
        ("GET", f"{HOME}/campaigns"): lambda query: pages[query.get("cursor", [""])[0]],
        ("GET", f"{HOME}/campaigns/{OLD}"): old,
        ("GET", f"{HOME}/campaigns/{OLD}/contacts"): console.world.answers[
            "GET", f"{HOME}/campaigns/{DONE}/contacts"
        ],
    }
    page = begin(console, f"{LIST}?campaign={OLD}", "Contacts")
    chosen = page.get_by_label("Campaign", exact=True)
    expect(chosen.locator("option:checked")).to_have_text("Winter coats (1,700 contacts)")
    page = begin(console, LIST, "Contacts")
    chosen = page.get_by_label("Campaign", exact=True)
    expect(chosen.locator("option")).to_have_count(3)
    page.get_by_role("button", name="List older campaigns too").click()
    expect(chosen.locator("option")).to_have_count(4)
    expect(page.get_by_role("button", name="List older campaigns too")).to_have_count(0)
    chosen.select_option("Winter coats (1,700 contacts)")
    expect(page).to_have_url(f"https://console.example.org{LIST}?campaign={OLD}")


def test_a_campaign_that_does_not_exist_gives_way_to_the_newest(show):
    page = begin(show(people_world()), f"{LIST}?campaign=nowhere", "Contacts")
    expect(page.get_by_label("Campaign", exact=True).locator("option:checked")).to_contain_text(
        "River clean-up"
    )


def test_every_text_names_its_campaign_however_old(show):
    page = begin(show(people_world()), ONE, "Grace Okafor")
    texts = page.get_by_role("table", name="Every text to them")
    old = texts.get_by_role("link", name="Winter coats")
    expect(old).to_have_attribute("href", re.compile(f"/campaigns/{OLD}/run"))
    expect(texts).to_contain_text("Single message or answer")
    expect(
        page.get_by_role("region", name="In your lists").get_by_role("link", name="Spring assembly")
    ).to_be_visible()


def test_contacts_are_exported_once_though_the_first_answer_is_lost(show):
    console = show(people_world())
    page = begin(console, LIST, "Contacts")
    page.get_by_role("button", name="Export").click()
    page.get_by_label("As it is stored, for programs").check()
    console.world.drop("/exports$", method="POST", times=1)
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Groundswell did not answer")
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_text("The file is ready: 1,700 rows")).to_be_visible()
    asked = sent(console.world, "/exports")
    assert [one.body["raw"] for one in asked] == [True, True]
    assert len({one.key for one in asked}) == 1
    expect(page.get_by_role("link", name="Download")).to_have_attribute(
        "href", "https://files.example.org/contacts.csv"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Export")).to_be_focused()


def test_a_page_that_cannot_be_had_offers_to_try_again(show):
    console = show(people_world())
    console.world.fail(f"{CODED}/texts", 500)
    page = begin(console, ONE, "Grace Okafor")
    texts = page.get_by_role("region", name="Every text to them")
    expect(texts.get_by_role("alert")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("See you there")).to_be_visible()
    console.world.mend()
    texts.get_by_role("button", name="Try again").click()
    expect(texts).to_contain_text("It was not sent, because the person had opted out.")


def test_a_person_shows_lists_texts_conversation_and_proof(show):
    page = begin(show(people_world()), ONE, "Grace Okafor")
    texts = page.get_by_role("table", name="Every text to them")
    expect(texts.get_by_role("row").nth(4)).to_contain_text("The phone was switched off")
    expect(texts.get_by_role("link", name="River clean-up")).to_be_visible()
    history = page.get_by_role("region", name="Opt-outs, and how they came about")
    expect(history.get_by_role("listitem").first).to_contain_text("Asked for texts again by text")
    expect(history).to_contain_text("a wording that asks for no more texts")
    expect(page.get_by_role("region", name="In your lists")).to_contain_text("RT-4100")
    page.get_by_role("link", name="See it all in the inbox").click()
    expect(page).to_have_url(f"https://console.example.org{HOME}/inbox?show=ALL&phone=%2B12125550142")


def test_older_blasts_are_looked_through_where_the_newest_hold_nothing(show):
    console = show(people_world())
    pages = {"": a_page([], "older"), "older": a_page(sent_texts())}
    console.world.answers["GET", f"{LIST}/{CODED}/texts"] = lambda query: pages[query.get("cursor", [""])[0]]
    page = begin(console, ONE, "Grace Okafor")
    page.get_by_role("button", name="Look through older blasts").click()
    expect(page.get_by_role("table", name="Every text to them").get_by_role("rowheader")).to_have_count(4)


def test_somebody_is_opted_out_by_hand_with_a_reason(show):
    console = show(people_world("ADMIN"))
    page = begin(console, ONE, "Grace Okafor")
    page.get_by_role("button", name="Opt out").press("Enter")
    page.get_by_role("button", name="Opt out now").click()
    expect(page.get_by_text("Say how, in three characters at least.")).to_be_visible()
    page.get_by_label("How did they ask for it?").fill("Asked for it on the phone")
    console.world.fail("/opt-outs$", 500, method="POST", times=1)
    page.get_by_role("button", name="Opt out now").click()
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on our side")
    change = by_hand(0, "Asked for it on the phone", "u-1")
    console.world.answers["GET", f"{LIST}/{CODED}"] = {
        **grace(),
        "opted_out": True,
        "opted_out_at": change["at"],
        "opt_out_history": [*grace()["opt_out_history"], change],
    }
    page.get_by_role("button", name="Opt out now").click()
    expect(page.get_by_text("This person has opted out")).to_be_visible()
    expect(page.get_by_role("region", name="Opt-outs, and how they came about")).to_contain_text("Ada Lovell")
    asked = sent(console.world, "/opt-outs")
    assert len({one.key for one in asked}) == 1
    assert asked[-1].body == {"phone": GRACE, "reason": "Asked for it on the phone"}
    expect(page.get_by_role("button", name="Opt out")).to_have_count(0)


def test_only_an_owner_lifts_and_erases(show):
    page = begin(show(people_world("ADMIN")), OUT, "عمر حداد")
    expect(page.get_by_text("This person has opted out")).to_be_visible()
    expect(page.get_by_role("button", name="Lift the opt-out")).to_have_count(0)
    expect(page.get_by_role("button", name="Erase")).to_have_count(0)
    expect(page.get_by_role("button", name="Export their data")).to_be_visible()


def test_a_texter_does_not_get_there(show):
    console = show(people_world("TEXTER"))
    begin(console, ONE, "This page is not for you")
    assert console.world.count("GET", "/contacts") == 0


def test_an_opt_out_is_lifted_with_a_reason_of_ten_characters(show):
    console = show(people_world())
    page = begin(console, OUT, "عمر حداد")
    page.get_by_role("button", name="Lift the opt-out").click()
    page.get_by_label("How did they ask for texts again?").fill("asked")
    page.get_by_role("button", name="Lift it").click()
    expect(page.get_by_text("Say a little more: at least ten characters.")).to_be_visible()
    assert console.world.count("DELETE", "/opt-outs") == 0
    page.get_by_label("How did they ask for texts again?").fill("Signed up again at the assembly")
    page.get_by_role("button", name="Lift it").click()
    expect(page.get_by_text("Lifted. This person may be texted again.")).to_be_visible()
    assert console.world.count("DELETE", "/opt-outs/%2B16465550177\\?reason=Signed%20up") == 1


def test_a_persons_data_is_gathered_and_downloaded(show):
    page = begin(show(people_world()), ONE, "Grace Okafor")
    page.get_by_role("button", name="Export their data").click()
    page.get_by_role("button", name="Write the file").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.url == "https://files.example.org/person.json"


def test_erasing_asks_why_and_to_type_and_is_done_once(show):
    console = show(people_world())
    page = begin(console, ONE, "Grace Okafor")
    page.get_by_role("button", name="Erase").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Say how, in three characters at least.")).to_be_visible()
    page.get_by_label("Why?").fill("Asked for it by letter")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Erase this person")).to_be_disabled()
    page.get_by_label("Type 1 to confirm").fill("1")
    console.world.drop("/erasure$", method="POST", times=1)
    page.get_by_role("button", name="Erase this person").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Erase this person").click()
    expect(page.get_by_text("Everything that was held is erased")).to_be_visible()
    expect(page.get_by_label("The carrier knows them by these ids")).to_contain_text("SM0c5d6ea3c2f7")
    asked = sent(console.world, "/erasure")
    assert len(asked) == 2
    assert len({one.key for one in asked}) == 1


def test_an_erasure_goes_on_behind_its_closed_dialog_and_the_page_says_so(show):
    console = show(people_world())
    grace_path = f"{LIST}/{CODED}"
    job_path = f"{HOME}/jobs/{console.world.answers['POST', f'{grace_path}/erasure'][1]['job_id']}"
    done = console.world.answers["GET", job_path]
    console.world.answers["GET", job_path] = {**done, "state": "RUNNING", "note": "Looking once more"}
    page = begin(console, ONE, "Grace Okafor")
    page.get_by_role("button", name="Erase").click()
    page.get_by_label("Why?").fill("Asked for it by letter")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Type 1 to confirm").fill("1")
    person = console.world.answers["GET", grace_path]
    console.world.answers["GET", grace_path] = {**person, "erased_at": at(), "opted_out": True}
    page.get_by_role("button", name="Erase this person").click()
    expect(page.get_by_text("Looking once more")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(page.get_by_text("This person's data was erased")).to_be_visible()
    expect(page.get_by_role("button", name="Erase")).to_have_count(0)
    console.world.answers["GET", grace_path] |= {"contacts": [], "conversation": None}
    console.world.answers["GET", job_path] = done
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Grace Okafor", timeout=15_000)


def test_a_person_of_whom_nothing_is_known_says_so_everywhere(show):
    page = begin(show(people_world()), f"{LIST}/{UNKNOWN}", "(917) 555-0111")
    for text in (
        "Nothing was ever sent to this person",
        "They have not written to you",
        "This person never opted out.",
        "In no list",
    ):
        expect(page.get_by_text(text)).to_be_visible()
