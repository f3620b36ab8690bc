"""The campaigns of Riverside Tenants and how their blasts go, as the API tells them."""

from typing import Any

from tests.support.console_outcome import a_timeline, an_outcome
from tests.support.console_shapes import BLAST, DONE, DRAFT, HOME, PAUSED, RUNNING, a_text, at, page

STATES = {
    "READY": 212,
    "HELD": 140,
    "DISPATCHING": 48,
    "SENT": 301,
    "DELIVERED": 904,
    "FAILED": 61,
    "SKIPPED": 18,
    "UNKNOWN": 3,
}


def some_campaigns() -> dict[tuple[str, str], Any]:
    campaigns = [
        a_campaign(RUNNING, "River clean-up", "ACTIVE"),
        a_campaign(PAUSED, "Rent strike vote", "PAUSED", pause_reason="Everything was stopped."),
        a_campaign(
            DRAFT,
            "Block party",
            "DRAFT",
            contacts=0,
            load_id=None,
            start_failure="Two numbers were taken meanwhile. Choose numbers again, then start.",
        ),
        a_campaign(DONE, "Spring assembly", "COMPLETED"),
    ]
    report = a_report()
    answers: dict[tuple[str, str], Any] = {("GET", f"{HOME}/campaigns"): page(campaigns)}
    for one in campaigns:
        path = f"{HOME}/campaigns/{one['campaign_id']}"
        blast = {**report, "campaign_id": one["campaign_id"]}
        answers |= {
            ("GET", path): one,
            ("GET", f"{path}/blasts"): page([] if one["state"] == "DRAFT" else [shape_of_list(blast)]),
            ("GET", f"{path}/blasts/{BLAST}"): blast,
            ("GET", f"{path}/blasts/{BLAST}/pace"): an_outcome(),
            ("GET", f"{path}/timeline"): page(a_timeline()),
            ("GET", f"{path}/blasts/{BLAST}/sends"): _sends,
            ("GET", f"{path}/blasts/{BLAST}/replies"): page([a_reply(n) for n in range(3)]),
            ("POST", f"{path}/pause"): {**one, "state": "PAUSED"},
            ("POST", f"{path}/resume"): {**one, "state": "ACTIVE"},
            ("POST", f"{path}/copy"): (201, {**one, "name": f"Copy of {one['name']}", "state": "DRAFT"}, {}),
        }
    return answers


def a_campaign(campaign_id: str, name: str, state: str, **changes: Any) -> dict[str, Any]:
    return {
        "campaign_id": campaign_id,
        "name": name,
        "state": state,
        "sender_choice": "GROUNDSWELL",
        "text": "Hi {first_name}, it's the Riverside Tenants. Will you help on Saturday? Reply STOP to opt out.",
        "load_id": "l-1",
        "contacts": 1700,
        "fields": ["first_name"],
        "job_id": None,
        "start_failure": None,
        "pause_reason": None,
        "released": False,
        "version": 3,
        "created_at": at(300),
        "updated_at": at(12),
        "warnings": [],
        **changes,
    }


def a_report(**changes: Any) -> dict[str, Any]:
    return {
        "blast_id": BLAST,
        "campaign_id": RUNNING,
        "state": "SENDING",
        "text": "Hi {first_name}, will you help on Saturday?",
        "audience": 1700,
        "job_id": "j-1",
        "created_at": at(30),
        "not_after": at(-4000),
        "closed_at": None,
        "planned": sum(STATES.values()),
        "states": dict(STATES),
        "segments": 1520,
        "skips": {"OPTED_OUT": 17, "EXPIRED": 1},
        "failures": [
            {
                "code": "30006",
                "count": 40,
                "meaning": "This is a landline.",
                "advice": "Take the number off your list.",
            },
            {
                "code": "30007",
                "count": 21,
                "meaning": "A carrier filtered the text as unwanted.",
                "advice": "Say who you are.",
            },
        ],
        "replies": 133,
        "opt_outs": 12,
        **changes,
    }


def shape_of_list(blast: dict[str, Any]) -> dict[str, Any]:
    names = (
        "blast_id",
        "campaign_id",
        "state",
        "text",
        "audience",
        "job_id",
        "created_at",
        "not_after",
        "closed_at",
    )
    return {name: blast[name] for name in names}


def _sends(query: dict[str, list[str]]) -> dict[str, Any]:
    state = query.get("state", ["DELIVERED"])[0]
    reason = query.get("reason", [None])[0]
    start = int(query.get("cursor", ["0"])[0])
    following = str(start + 5) if start < 5 else None
    found = [a_send(n, state) for n in range(start, start + 5)]
    return page([one for one in found if reason in (None, one["reason"])], following)


def a_send(n: int, state: str) -> dict[str, Any]:
    return {
        "send_id": f"s-{state}-{n}",
        "phone": f"+1212555{1000 + n}",
        "state": state,
        "reason": {"SKIPPED": "OPTED_OUT", "FAILED": "30007" if n % 4 == 3 else "30006"}.get(state),
        "sender": "+12123698828",
        "segments": 1,
        "not_before": at(-90) if state == "HELD" else None,
        "vendor_message_id": None,
        "updated_at": at(2),
        "time_zones": ["America/Los_Angeles"] if n % 2 else ["America/New_York"],
    }


def a_reply(n: int) -> dict[str, Any]:
    body = ["Yes, I'll be there!", "¿A qué hora empieza?", "Can I bring my kids?"][n % 3]
    return a_text(f"+1212555{1000 + n}", body, n, message_id=f"m-{n}")
