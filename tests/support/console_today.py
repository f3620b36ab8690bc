"""What the API would answer on a morning when much waits for a person, and while a simulator stands in."""

from typing import Any

from tests.support.console import World
from tests.support.console_outcome import BLOCKED
from tests.support.console_shapes import BLAST, HOME, ORGANIZATION, RUNNING, a_conversation, a_job, at
from tests.support.console_shapes import page as a_page
from tests.support.console_world import a_world


def practice_world(role: str = "OWNER") -> World:
    """Nobody real gets any text."""
    world = a_world(role)
    world.answers["GET", HOME] = {**world.answers["GET", HOME], "carrier": "SIMULATED"}
    return world


def anxious_world() -> World:
    """A pause by itself, doubtful replies, steps set aside, a failed load, unclear texts, low delivery, a queue."""
    world = a_world()
    report = world.answers["GET", f"{HOME}/campaigns/{RUNNING}/blasts/{BLAST}"]
    campaigns = world.answers["GET", f"{HOME}/campaigns"]["items"]
    paused = [one | {"pause_reason": BLOCKED} if one["state"] == "PAUSED" else one for one in campaigns]
    failing = {**report, "states": {**report["states"], "DELIVERED": 796, "FAILED": 152, "SENT": 318}}
    world.answers |= {
        ("GET", f"{HOME}/campaigns/{RUNNING}/blasts/{BLAST}"): failing,
        ("GET", f"{HOME}/campaigns"): a_page(paused),
        ("GET", f"{HOME}/unknown-sends"): a_page([an_unknown(n) for n in range(3)]),
        ("GET", f"{HOME}/dead-letters"): {"items": [a_dead_letter()]},
        ("GET", f"{HOME}/jobs"): a_page([a_failed_load()]),
        ("GET", f"{HOME}/conversations/reviews"): a_page(
            [
                {
                    **a_conversation("+12125552003", "Amara", 3),
                    "last_text": "please no more of these",
                    "review_due_at": at(-95),
                },
                {
                    **a_conversation("+12125552004", "Tomasz", 4),
                    "last_text": "who is this, leave me alone",
                    "review_due_at": at(-240),
                },
            ]
        ),
        ("GET", f"{HOME}/conversations/waiting"): {
            "mine": {"count": 2, "oldest_at": at(38), "is_all": True},
            "unassigned": {"count": 14, "oldest_at": at(242), "is_all": True},
        },
    }
    return world


def an_unknown(n: int) -> dict[str, Any]:
    return {
        "send_id": f"s-unknown-{n}",
        "phone": f"+1212555{3000 + n}",
        "state": "UNKNOWN",
        "reason": None,
        "sender": "+12123698828",
        "segments": 1,
        "not_before": None,
        "vendor_message_id": None,
        "updated_at": at(50),
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        "released": False,
        "searched": True,
    }


def a_dead_letter() -> dict[str, Any]:
    return {
        "message_id": "d-1",
        "queue": "loads",
        "type": "LoadContacts",
        "ids": {"organization_id": ORGANIZATION},
        "sent_at": at(70),
        "received_at": at(55),
        "receive_count": 5,
        "error": None,
        "failed_at": at(55),
    }


def a_failed_load() -> dict[str, Any]:
    reason = "The file has no column with phones. Name the column, then load it again."
    job_id = "0b0e0000-0000-4000-8000-00000000000f"
    return a_job(job_id, "LOAD_CONTACTS", "FAILED", reason=reason, created_at=at(130), updated_at=at(129))
