"""Single things as the API tells them, with what is usual filled in; every world of answers is made of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unicodedata import normalize

ORGANIZATION = "8d0b9a6e-3f0e-4c62-9a53-2f1f4c0c7d11"
OTHER = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"
RUNNING, PAUSED, DRAFT, DONE = (f"c0ffee00-0000-4000-8000-00000000000{n}" for n in range(1, 5))
BLAST = "b1a57000-0000-4000-8000-000000000001"
HOME = f"/organizations/{ORGANIZATION}"
OURS = "+12123698828"
"""A number that the organization texts from."""


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def at(minutes: float = 0) -> str:
    """So many minutes ago; less than nothing is yet to come."""
    return ago(minutes=minutes)


def page(items: list[Any], cursor: str | None = None) -> dict[str, Any]:
    return {"items": items, "next_cursor": cursor}


def colleagues(names: dict[str, str]) -> dict[str, Any]:
    """Names by user id."""
    return page([{"user_id": one, "name": name, "active": True} for one, name in names.items()])


def coded(phone: str) -> str:
    """As it stands in an address."""
    return phone.replace("+", "%2B")


def a_job(job_id: str, kind: str, state: str, **changes: Any) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "kind": kind,
        "subject_id": RUNNING,
        "state": state,
        "done": 0,
        "total": 0,
        "note": "",
        "result": {},
        "reason": "",
        "rate": None,
        "finishes_at": None,
        "cancel_requested": False,
        "created_at": at(6),
        "updated_at": at(1),
        **changes,
    }


def an_export(export_id: str, kind: str, **changes: Any) -> dict[str, Any]:
    return {
        "export_id": export_id,
        "kind": kind,
        "raw": False,
        "state": "DONE",
        "reason": "",
        "rows": 1687,
        "bytes": 214_000,
        "url": f"https://files.example.org/{kind}.csv",
        "url_expires_at": at(-15),
        "kept_until": at(-7 * 24 * 60),
        **changes,
    }


def some_settings(**changes: Any) -> dict[str, Any]:
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
        "opt_out_page_url": f"https://texts.riverside-tenants.example/o/{ORGANIZATION}",
        "version": 4,
        **changes,
    }


def a_member(
    user_id: str, name: str, role: str = "TEXTER", *, days: float = 60, **changes: Any
) -> dict[str, Any]:
    plain = normalize("NFD", name.split(" ")[0].lower()).encode("ascii", "ignore").decode()
    return {
        "user_id": user_id,
        "email": f"{plain or 'somebody'}@example.org",
        "name": name,
        "role": role,
        "active": True,
        "confirmed": True,
        "number": None,
        "created_at": ago(days=days),
        "version": 2,
        **changes,
    }


def a_number(phone: str, state: str = "AVAILABLE", *, days: float = 40, **changes: Any) -> dict[str, Any]:
    return {
        "phone": phone,
        "area_code": phone[2:5],
        "state": state,
        "campaign_id": None,
        "member_id": None,
        "vendor": "twilio",
        "bought_at": ago(days=days),
        **changes,
    }


def a_conversation(phone: str, name: str, minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "phone": phone,
        "first_name": name,
        "last_text": "What time does it start?",
        "last_activity_at": at(minutes),
        "unanswered": True,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        "review_due_at": None,
        "assignee": None,
        "is_open": True,
        "last_message_id": f"m-{phone[-4:]}-9",
        **changes,
    }


def a_text(phone: str, body: str, minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "message_id": f"m-{phone[-4:]}-{minutes}",
        "phone": phone,
        "direction": "IN",
        "body": body,
        "at": at(minutes),
        "our_number": OURS,
        "keyword": None,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        "user_id": None,
        "state": None,
        "reason": None,
        "held_until": None,
        **changes,
    }


def a_change(minutes: float, keyword: str = "STOP", **changes: Any) -> dict[str, Any]:
    """One row of a phone's history of opt-outs."""
    return {
        "keyword": keyword,
        "at": at(minutes),
        "source": "TEXT",
        "words": keyword,
        "rule": f"keyword-{keyword.lower()}",
        "reason": None,
        "by": None,
        **changes,
    }


def by_hand(minutes: float, reason: str, by: str, keyword: str = "STOP") -> dict[str, Any]:
    return a_change(minutes, keyword, source="MEMBER", words="", rule=None, reason=reason, by=by)


def a_subscription(phone: str, history: list[dict[str, Any]]) -> dict[str, Any]:
    """As its last change left it; the oldest change first."""
    is_out = bool(history) and history[-1]["keyword"] == "STOP"
    since = history[-1]["at"] if is_out else None
    return {"phone": phone, "opted_out": is_out, "opted_out_at": since, "history": history}
