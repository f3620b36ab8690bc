"""Control characters are refused by every route, with the field and what to do; ends of lines belong to texts."""

import pytest

from tests.functions.admin.conftest import HOME, Ask
from tests.support.build import PHONE

REMEDY = "Take out {}; it may have come along when something was copied. A space parts words."
CAMPAIGNS = f"{HOME}/campaigns"
REASON = "Asked for it by letter"


def refused(answer: object) -> tuple[str, str]:
    assert answer.status == 422  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    (error,) = answer.json["errors"]  # type: ignore[attr-defined]
    assert error["problem"]
    return error["field"], error["remedy"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\t", "\x7f", "\x85", "\x9f"])
def test_names_and_texts_hold_none(owner: Ask, character: str) -> None:
    code = REMEDY.format(f"U+{ord(character):04X}")
    name = owner("POST", CAMPAIGNS, body={"name": f"River{character}clean-up"})
    assert refused(name) == ("name", code)
    text = owner("POST", CAMPAIGNS, body={"name": "River", "text": f"Hi{character}there"})
    assert refused(text) == ("text", code)
    assert owner("GET", CAMPAIGNS).json["items"] == []


def test_a_text_has_lines_and_a_name_has_one(owner: Ask) -> None:
    made = owner("POST", CAMPAIGNS, body={"name": "River\n", "text": "Hi\nthere\r\nyou"})
    assert (made.status, made.json["name"], made.json["text"]) == (201, "River", "Hi\nthere\r\nyou")
    assert refused(owner("POST", CAMPAIGNS, body={"name": "River\nclean-up"})) == (
        "name",
        "Write it in one line.",
    )
    changed = owner("PATCH", f"{CAMPAIGNS}/{made.json['campaign_id']}", body={"text": "Hi\x00"})
    assert refused(changed)[0] == "text"


def test_what_lies_deep_inside_is_named_by_its_way(owner: Ask) -> None:
    to = ["+12025550123", {"phone": "+12025550124", "first_name": "A\x00da"}]
    sent = owner(
        "POST", f"{HOME}/messages", body={"to": to, "text": "Hi"}, headers={"Idempotency-Key": "k-1-control"}
    )
    assert refused(sent)[0] == "to[1].first_name"
    odd = {"phone": "+12025550124", "shoe\x00size": "9"}
    sent = owner(
        "POST",
        f"{HOME}/messages",
        body={"to": [odd], "text": "Hi"},
        headers={"Idempotency-Key": "k-2-control"},
    )
    assert refused(sent)[0] == "to[0]"


def test_settings_reasons_and_addresses_hold_none_either(owner: Ask) -> None:
    settings = owner("PUT", f"{HOME}/settings", body={"help_answer": "Call\x0bus"})
    assert settings.status == 422
    assert "help_answer" in {one["field"] for one in settings.json["errors"]}
    opt_out = owner("POST", f"{HOME}/opt-outs", body={"phone": PHONE, "reason": f"{REASON}\x1b"})
    assert refused(opt_out)[0] == "reason"
    lift = owner("DELETE", f"{HOME}/opt-outs/{PHONE}", query={"reason": f"{REASON}\x00"})
    assert refused(lift)[0] == "reason"
    assert owner("GET", f"{HOME}/opt-outs/{PHONE}").json["opted_out"] is False


def test_a_file_is_taken_as_it_is(owner: Ask) -> None:
    done = owner(
        "POST",
        f"{HOME}/opt-outs/imports",
        body={"csv": "phone,name\n+12025550123,Ada\tMoss\n", "reason": REASON},
    )
    assert (done.status, done.json["refused"]) == (200, [])
