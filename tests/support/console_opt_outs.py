"""What the API would answer to the opt-outs' page of Riverside Tenants."""

from typing import Any

from tests.support.console import World
from tests.support.console_inbox import ADA, MAYA, NOAM, TEAM
from tests.support.console_refusals import not_a_phone
from tests.support.console_shapes import (
    HOME,
    ORGANIZATION,
    a_change,
    a_job,
    a_subscription,
    an_export,
    at,
    by_hand,
    coded,
    colleagues,
    page,
    some_settings,
)
from tests.support.console_world import a_world

OPT_OUTS = f"{HOME}/opt-outs"
NEVER = "+12125550147"
TOLD = "+13475550162"
EXPORT = "e4b0c7d2-0000-4000-8000-000000000001"
PAGE_URL = f"https://text.riverside-tenants.example.org/o/{ORGANIZATION}"


def an_entry(phone: str, minutes: float, source: str | None, words: str = "", **told: Any) -> dict[str, Any]:
    return {
        "phone": phone,
        "opted_out_at": at(minutes),
        "source": source,
        "words": words,
        "reason": None,
        "by": None,
        **told,
    }


NEWEST = (
    (NOAM, 180, "TEXT", "STOP", {}),
    ("+12125552088", 260, "TEXT", "por favor no me manden más mensajes", {}),
    (TOLD, 1500, "MEMBER", "", {"reason": "Told me so at the door, she has moved to Queens", "by": MAYA}),
    ("+16465550133", 2900, "WEB", "", {}),
    ("+19175550190", 3100, "TEXT", "take me off your list", {}),
    ("+12125550119", 5200, "CARRIER", "", {}),
    ("+17185550104", 9000, "IMPORT", "", {"reason": "The list of our last provider", "by": ADA}),
    ("+17185550105", 9000, "IMPORT", "", {"reason": "The list of our last provider", "by": ADA}),
)


def an_exporting(state: str = "DONE", done: int = 214) -> dict[str, Any]:
    return a_job(
        EXPORT, "EXPORT", state, subject_id=ORGANIZATION, done=done, total=214, note="Writing the file"
    )


def opt_outs_world(role: str = "OWNER") -> World:
    world = a_world(role)
    known = {
        NOAM: a_subscription(
            NOAM,
            [
                a_change(60_000, words="stop texting me", rule="wording-3f9a01bc"),
                by_hand(45_000, "Signed up again at the October meeting, form 118", ADA, keyword="START"),
                a_change(180),
            ],
        ),
        TOLD: a_subscription(TOLD, [by_hand(1500, "Told me so at the door, she has moved to Queens", MAYA)]),
        NEVER: a_subscription(NEVER, []),
    }
    world.answers |= {
        ("GET", f"{OPT_OUTS}/newest"): page([an_entry(*one[:4], **one[4]) for one in NEWEST], "next"),
        ("GET", OPT_OUTS): lambda query: _found(known, query.get("phone", [NOAM])[0]),
        ("POST", OPT_OUTS): (201, known[TOLD], {}),
        ("POST", f"{OPT_OUTS}/imports"): {
            "opted_out": 3,
            "already": 1,
            "refused": [{"row": 4, "phone": "n/a"}],
        },
        ("DELETE", f"{OPT_OUTS}/{coded(NOAM)}"): (204, None, {}),
        ("GET", f"{HOME}/colleagues"): colleagues(TEAM),
        ("GET", f"{HOME}/settings"): some_settings(opt_out_page_url=PAGE_URL),
        ("POST", f"{HOME}/exports"): (202, an_exporting("QUEUED", done=0), {}),
        ("GET", f"{HOME}/jobs/{EXPORT}"): an_exporting(),
        ("GET", f"{HOME}/exports/{EXPORT}"): an_export(EXPORT, "opt-outs", rows=214),
    }
    return world


def _found(known: dict[str, dict[str, Any]], given: str) -> Any:
    digits = "".join(character for character in given if character.isdigit())[-10:]
    if len(digits) < 10:
        return 422, not_a_phone(), {}
    return known.get(f"+1{digits}", a_subscription(f"+1{digits}", []))


def no_opt_outs() -> World:
    world = opt_outs_world()
    world.answers["GET", f"{OPT_OUTS}/newest"] = page([])
    return world
