"""What the API would answer to the opt-outs' page of Riverside Tenants."""

from typing import Any

from tests.support.console import World
from tests.support.console_inbox import ADA, MAYA, NOAM, TEAM
from tests.support.console_world import HOME, ORGANIZATION, a_world, at, colleagues, page

OPT_OUTS = f"{HOME}/opt-outs"
NEVER = "+12125550147"
TOLD = "+13475550162"
EXPORT = "e4b0c7d2-0000-4000-8000-000000000001"
PAGE_URL = f"https://text.riverside-tenants.example.org/o/{ORGANIZATION}"


def a_change(minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "keyword": "STOP",
        "at": at(minutes),
        "source": "TEXT",
        "words": "STOP",
        "rule": "keyword-stop",
        "reason": None,
        "by": None,
        **changes,
    }


def by_hand(minutes: float, reason: str, by: str, **changes: Any) -> dict[str, Any]:
    told = {"source": "MEMBER", "words": "", "rule": None, "reason": reason, "by": by}
    return a_change(minutes, **told, **changes)


def a_subscription(phone: str, history: list[dict[str, Any]]) -> dict[str, Any]:
    """As its last change left it; the oldest change first."""
    is_out = bool(history) and history[-1]["keyword"] == "STOP"
    since = history[-1]["at"] if is_out else None
    return {"phone": phone, "opted_out": is_out, "opted_out_at": since, "history": history}


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


def a_job(state: str = "DONE", **changes: Any) -> dict[str, Any]:
    return {
        "job_id": EXPORT,
        "kind": "EXPORT",
        "subject_id": ORGANIZATION,
        "state": state,
        "done": 214,
        "total": 214,
        "note": "Writing the file",
        "result": {},
        "reason": "",
        "rate": None,
        "finishes_at": None,
        "cancel_requested": False,
        "created_at": at(1),
        "updated_at": at(),
        **changes,
    }


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
        ("DELETE", f"{OPT_OUTS}/{NOAM.replace('+', '%2B')}"): (204, None, {}),
        ("GET", f"{HOME}/colleagues"): colleagues(TEAM),
        ("GET", f"{HOME}/settings"): a_settings(),
        ("POST", f"{HOME}/exports"): (202, a_job("QUEUED", done=0), {}),
        ("GET", f"{HOME}/jobs/{EXPORT}"): a_job(),
        ("GET", f"{HOME}/exports/{EXPORT}"): an_export(),
    }
    return world


def _found(known: dict[str, dict[str, Any]], given: str) -> Any:
    digits = "".join(character for character in given if character.isdigit())[-10:]
    if len(digits) < 10:
        return 422, not_a_phone(), {}
    return known.get(f"+1{digits}", a_subscription(f"+1{digits}", []))


def not_a_phone() -> dict[str, Any]:
    error = {"field": "phone", "problem": "That is not a phone number.", "remedy": "Send it as +12025550123."}
    return {
        "type": "/v1/docs#problem-invalid",
        "title": "Please correct this",
        "status": 422,
        "detail": "Some of what you sent is not right.",
        "instance": "urn:groundswell:request:REQ-7",
        "errors": [error],
    }


def an_export() -> dict[str, Any]:
    return {
        "export_id": EXPORT,
        "kind": "opt-outs",
        "raw": False,
        "state": "DONE",
        "reason": "",
        "rows": 214,
        "bytes": 18_322,
        "url": "https://files.example.org/opt-outs.csv",
        "url_expires_at": at(-15),
        "kept_until": at(-10_000),
    }


def a_settings() -> dict[str, Any]:
    return {
        "name": "Riverside Tenants",
        "opens": "09:00",
        "closes": "20:00",
        "pace": None,
        "service_vendor": "twilio",
        "service_managers": [],
        "available_service_vendors": ["twilio"],
        "available_service_managers": [],
        "opt_out_confirmation": "You will receive no more messages from {organization}.",
        "help_answer": "{organization}: reply STOP to opt out.",
        "retention_days": None,
        "opt_out_page_url": PAGE_URL,
        "version": 4,
    }


def no_opt_outs() -> World:
    world = opt_outs_world()
    world.answers["GET", f"{OPT_OUTS}/newest"] = page([])
    return world
