"""How a blast went over time and what happened to its campaign, as the API tells it on that busy morning."""

from typing import Any

from tests.support.console_shapes import at

OWNER, ADMIN = "u-1", "u-2"
BLOCKED = (
    "The carrier takes no texts from this account (code 20005): The account is suspended. "
    "Settle its balance in Twilio's console."
)


def an_outcome(
    *, minutes: int = 30, handed_over: int = 1269, delivered: int = 904, failed: int = 61, **changes: Any
):
    """It begins slowly, then runs at its limit; reports come a little later."""
    points = []
    for minute in range(minutes + 1):
        sent = min(1.0, (minute / minutes) ** 1.15)
        told = max(0.0, ((minute - 1) / (minutes - 1)) ** 1.3) if minute > 1 else 0.0
        points.append(
            {
                "at": at(minutes - minute),
                "handed_over": round(handed_over * sent),
                "delivered": round(delivered * told),
                "failed": round(failed * told),
            }
        )
    return {
        "step_seconds": 60,
        "points": points,
        "per_minute": 42.4,
        "limit_per_minute": 60.0,
        "limit_scope": "NUMBER",
        "numbers": 4,
        **changes,
    }


def a_happening(what: str, minutes: float, by: str | None = "Ada Okafor", **changes: Any) -> dict[str, Any]:
    return {
        "event_id": f"{what}-{minutes}",
        "at": at(minutes),
        "what": what,
        "user_id": OWNER if by == "Ada Okafor" else ADMIN if by else None,
        "by": by,
        "settled": True,
        "changed": [],
        "blast_id": None,
        "job_id": None,
        "job_state": None,
        "job_reason": "",
        "other_campaign_id": None,
        "reason": "",
        **changes,
    }


def a_timeline() -> list[dict[str, Any]]:
    refused = "Two numbers were taken meanwhile. Choose numbers again, then start."
    return [
        a_happening("RESUMED", 12),
        a_happening("PAUSED", 19, "Thùy Linh Trần"),
        a_happening("SENT", 30, job_id="j-1", job_state="DONE"),
        a_happening("STARTED", 44, job_id="j-2", job_state="DONE"),
        a_happening("NUMBERS_CHOSEN", 46),
        a_happening("STARTED", 52, "Thùy Linh Trần", job_id="j-3", job_state="FAILED", job_reason=refused),
        a_happening("TESTED", 61, "Thùy Linh Trần"),
        a_happening("EDITED", 75, "Thùy Linh Trần", changed=["text"]),
        a_happening("CONTACTS_LOADED", 240, job_id="j-4", job_state="DONE"),
        a_happening("CREATED", 300),
    ]
