"""What the API would answer to the console of Riverside Tenants on a busy morning."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.console import TOKEN, World
from tests.support.console_outcome import a_timeline, an_outcome

ORGANIZATION = "8d0b9a6e-3f0e-4c62-9a53-2f1f4c0c7d11"
OTHER = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"
RUNNING, PAUSED, DRAFT, DONE = (f"c0ffee00-0000-4000-8000-00000000000{n}" for n in range(1, 5))
BLAST = "b1a57000-0000-4000-8000-000000000001"
HOME = f"/organizations/{ORGANIZATION}"
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


def at(minutes: float = 0) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


def a_world(role: str = "OWNER", *, organizations: int = 1, is_new: bool = False) -> World:
    """`is_new`: nothing has been set up yet."""
    memberships = [
        {
            "organization_id": ORGANIZATION,
            "organization_name": "Riverside Tenants",
            "role": role,
            "confirmed": True,
        }
    ]
    if organizations > 1:
        memberships.append(
            {
                "organization_id": OTHER,
                "organization_name": "Hillside Neighbors",
                "role": "TEXTER",
                "confirmed": True,
            }
        )
    me = {
        "user_id": "u-1",
        "email": "ada@example.org",
        "name": "Ada",
        "totp": False,
        "memberships": memberships,
    }
    world = World()
    world.answers |= {
        ("POST", "/session"): {"access_token": TOKEN, "expires_in": 3600, "challenge": None, "session": None},
        ("POST", "/session/refresh"): {
            "access_token": TOKEN,
            "expires_in": 3600,
            "challenge": None,
            "session": None,
        },
        ("DELETE", "/session"): (204, None, {}),
        ("GET", "/me"): me,
    }
    world.answers |= _organization(ORGANIZATION, role, is_new) | _organization(OTHER, "TEXTER", True)
    if not is_new:
        world.answers |= _campaigns()
    return world


def _organization(organization_id: str, role: str, is_new: bool) -> dict[tuple[str, str], Any]:
    home = f"/organizations/{organization_id}"
    return {
        ("GET", home): {
            "organization_id": organization_id,
            "name": "Riverside Tenants",
            "service_vendor": "twilio",
            "carrier": "NOT_CONNECTED" if is_new else "CONNECTED",
            "role": role,
            "created_at": at(9000),
        },
        ("GET", f"{home}/numbers/counts"): {"area_codes": {} if is_new else {"212": {"ALLOCATED": 4}}},
        ("GET", f"{home}/campaigns"): page([]),
        ("GET", f"{home}/colleagues"): colleagues({}),
        ("GET", f"{home}/unknown-sends"): page([]),
        ("GET", f"{home}/dead-letters"): {"items": []},
        ("GET", f"{home}/jobs"): page([]),
        ("GET", f"{home}/conversations"): page(
            [] if is_new else [a_conversation("Luis", 1), a_conversation("Grace", 2)]
        ),
        ("GET", f"{home}/conversations/reviews"): page([]),
        ("GET", f"{home}/conversations/waiting"): {
            "mine": {"count": 0, "oldest_at": None, "is_all": True},
            "unassigned": {"count": 0, "oldest_at": None, "is_all": True},
        },
        ("POST", f"{home}/stop-all"): a_stop(2),
        ("GET", f"{home}/stop-all"): a_stop(2),
    }


def _campaigns() -> dict[tuple[str, str], Any]:
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


def page(items: list[Any], cursor: str | None = None) -> dict[str, Any]:
    return {"items": items, "next_cursor": cursor}


def colleagues(names: dict[str, str]) -> dict[str, Any]:
    """Names by user id."""
    return page([{"user_id": one, "name": name, "active": True} for one, name in names.items()])


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
    return {
        "message_id": f"m-{n}",
        "phone": f"+1212555{1000 + n}",
        "direction": "IN",
        "body": ["Yes, I'll be there!", "¿A qué hora empieza?", "Can I bring my kids?"][n % 3],
        "at": at(n),
        "our_number": "+12123698828",
        "keyword": None,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
    }


def a_conversation(name: str, n: int) -> dict[str, Any]:
    return {
        "phone": f"+1212555{2000 + n}",
        "first_name": name,
        "last_text": "What time does it start?",
        "last_activity_at": at(n),
        "unanswered": True,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        "review_due_at": None,
        "assignee": None,
        "is_open": True,
        "last_message_id": "m-1",
    }


def a_stop(stopped: int) -> dict[str, Any]:
    return {
        "pressed_at": at(),
        "pressed_by": "u-1",
        "stopped": stopped,
        "campaign_ids": [RUNNING, DONE][:stopped],
        "last_claim_at": at(),
        "seconds_until_quiet": 0.4 if stopped else 0.0,
    }
