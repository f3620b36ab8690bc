"""A conversation comes in pages, the newest texts first, however much has passed."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from groundswell.domain.conversation import Direction
from groundswell.tables import conversation_rows, conversations
from groundswell.tables.conversation_rows import text_row
from tests.functions.admin.conftest import HOME, Ask
from tests.functions.admin.test_blasts import an_inbound
from tests.support.build import NOON, PHONE, a_phone

THREAD = f"{HOME}/conversations/{PHONE}"


def received(number: int, minutes: float, phone: str = PHONE) -> str:
    """A text that came so many minutes after noon; its words."""
    message_id = str(uuid5(NAMESPACE_URL, f"{phone} {number}"))
    text = an_inbound(
        phone=phone, message_id=message_id, body=f"Text {number}", at=NOON + timedelta(minutes=minutes)
    )
    assert conversations.add_inbound(text)
    return text.body


def pages(owner: Ask, limit: int) -> list[list[str]]:
    """From the newest one back to the first text."""
    found: list[list[str]] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"limit": str(limit)} | ({"cursor": cursor} if cursor else {})
        page = owner("GET", THREAD, query=query).json
        found.append([one["body"] for one in page["texts"]])
        cursor = page["next_cursor"]
    return found


def test_the_newest_texts_come_first_and_each_page_begins_with_its_oldest(owner: Ask) -> None:
    bodies = [received(number, minutes=number) for number in range(7)]
    assert pages(owner, 3) == [bodies[4:], bodies[1:4], bodies[:1]]


def test_texts_of_one_moment_are_neither_lost_nor_shown_twice(owner: Ask) -> None:
    bodies = [received(number, minutes=5) for number in range(5)]
    shown = [body for page in pages(owner, 2) for body in page]
    assert sorted(shown) == sorted(bodies)


def test_a_last_page_may_be_empty_and_is_no_error(owner: Ask) -> None:
    bodies = [received(number, minutes=number) for number in range(4)]
    assert [body for page in reversed(pages(owner, 2)) for body in page] == bodies


def test_who_says_nothing_gets_fifty_and_nobody_more_than_two_hundred(owner: Ask) -> None:
    for number in range(51):
        received(number, minutes=number)
    page = owner("GET", THREAD).json
    assert [page["texts"][0]["body"], page["texts"][-1]["body"]] == ["Text 1", "Text 50"]
    assert page["next_cursor"]
    assert [owner("GET", THREAD, query={"limit": one}).status for one in ("200", "201", "0", "x")] == [
        200,
        400,
        400,
        400,
    ]


def test_what_comes_meanwhile_does_not_move_the_pages_before(owner: Ask) -> None:
    bodies = [received(number, minutes=number) for number in range(6)]
    cursor = owner("GET", THREAD, query={"limit": "3"}).json["next_cursor"]
    received(7, minutes=9)
    earlier = owner("GET", THREAD, query={"limit": "3", "cursor": cursor}).json
    assert [one["body"] for one in earlier["texts"]] == bodies[:3]
    again = owner("GET", THREAD, query={"limit": "3", "cursor": cursor}).json
    assert again == earlier


def test_a_cursor_of_another_conversation_or_none_at_all_is_refused(owner: Ask) -> None:
    for number in range(3):
        received(number, minutes=number)
        received(number, minutes=number, phone=a_phone(7))
    cursor = owner("GET", THREAD, query={"limit": "1"}).json["next_cursor"]
    other = f"{HOME}/conversations/{a_phone(7)}"
    for path, given in (
        (other, cursor),
        (THREAD, "e30"),
        (THREAD, cursor[:-2]),
        (f"{HOME}/conversations", cursor),
    ):
        refused = owner("GET", path, query={"cursor": given})
        assert (refused.status, refused.json["errors"][0]["field"]) == (400, "cursor")


def test_an_earlier_page_says_the_same_of_the_person(owner: Ask) -> None:
    for number in range(3):
        received(number, minutes=number)
    newest = owner("GET", THREAD, query={"limit": "1"}).json
    earlier = owner("GET", THREAD, query={"limit": "1", "cursor": newest["next_cursor"]}).json
    changing = {"texts", "next_cursor"}
    assert {k: v for k, v in earlier.items() if k not in changing} == {
        k: v for k, v in newest.items() if k not in changing
    }


def test_a_page_takes_one_query_however_long_the_conversation_is(
    owner: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        received(number, minutes=number)
    asked: list[int] = []
    query = conversation_rows.Row.by_time.query

    def counting(*args: object, limit: int, **kwargs: object) -> object:
        asked.append(limit)
        return query(*args, limit=limit, **kwargs)

    monkeypatch.setattr(conversation_rows.Row.by_time, "query", counting)
    monkeypatch.setattr(conversations, "read", None)
    owner("GET", THREAD, query={"limit": "5"})
    assert asked == [5]


def test_a_persons_page_shows_the_latest_fifty(owner: Ask) -> None:
    for number in range(53):
        received(number, minutes=number)
    shown = owner("GET", f"{HOME}/contacts/{PHONE}").json["conversation_texts"]
    assert [shown[0]["body"], shown[-1]["body"], len(shown)] == ["Text 3", "Text 52", 50]


def test_the_last_number_written_to_is_found_behind_many_texts_of_ours(owner: Ask) -> None:
    received(1, minutes=1)
    for number in range(45):
        ours = an_inbound(
            message_id=str(uuid5(NAMESPACE_URL, f"ours {number}")),
            direction=Direction.OUT,
            our_number=None,
            at=NOON + timedelta(minutes=10 + number),
        )
        text_row(ours).save()
    found = conversations.find_last_received(an_inbound().organization_id, PHONE)
    assert found is not None
    assert (found.body, found.direction) == ("Text 1", Direction.IN)
    assert conversations.find_last_received(an_inbound().organization_id, a_phone(9)) is None
