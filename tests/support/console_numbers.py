"""What the API would answer about the numbers of Riverside Tenants: at work, reserved, a member's own, free."""

from typing import Any

from tests.support.console import World
from tests.support.console_shapes import DRAFT, HOME, PAUSED, RUNNING, a_job, a_number, at, colleagues
from tests.support.console_shapes import page as a_page
from tests.support.console_world import a_world

NUMBERS = f"{HOME}/numbers"
JOBS = f"{HOME}/jobs"
JOB = "0b0e0000-0000-4000-8000-000000000001"
DRY = "The carrier has no more numbers to sell in area code 212. Try another nearby."
LINES = (
    ("212", "3698828", "ALLOCATED", RUNNING, None),
    ("212", "3698901", "ALLOCATED", RUNNING, None),
    ("212", "4411760", "ALLOCATED", PAUSED, None),
    ("212", "7730052", "RESERVED", None, "u-2"),
    ("973", "2740051", "ALLOCATED", RUNNING, None),
    ("646", "2190417", "ALLOCATED", RUNNING, None),
    ("646", "2190533", "RESERVED", DRAFT, None),
    ("646", "2190871", "RESERVED", DRAFT, None),
    ("646", "2191104", "AVAILABLE", None, None),
    ("646", "2191388", "AVAILABLE", None, None),
    ("917", "6605204", "ALLOCATED", PAUSED, None),
    ("917", "6605377", "AVAILABLE", None, None),
    ("914", "3320619", "AVAILABLE", None, None),
    ("973", "2740093", "AVAILABLE", None, None),
)


def numbers_world(role: str = "OWNER") -> World:
    """The world of a busy morning, with its numbers."""
    world = a_world(role)
    owned = [_owned(*line, days=7 * n + 3) for n, line in enumerate(LINES)]
    world.answers |= {
        ("GET", NUMBERS): lambda query: _some(owned, query),
        ("GET", f"{NUMBERS}/counts"): {"area_codes": _counts()},
        ("GET", JOBS): a_page([]),
        ("GET", f"{HOME}/colleagues"): colleagues({"u-1": "Ada", "u-2": "Nguyễn Thị Hoa"}),
        ("POST", f"{NUMBERS}/purchases"): (202, a_purchase("QUEUED", 0, 20), {}),
        ("GET", f"{JOBS}/{JOB}"): a_purchase("RUNNING", 7, 20),
        ("POST", f"{JOBS}/{JOB}/cancel"): (202, a_purchase("RUNNING", 7, 20, cancel_requested=True), {}),
    }
    for _, phone, state, *_ in LINES:
        if state == "AVAILABLE":
            area_code = next(line[0] for line in LINES if line[1] == phone)
            world.answers["DELETE", f"{NUMBERS}/%2B1{area_code}{phone}"] = (204, None, {})
    return world


def no_numbers_world(role: str = "OWNER") -> World:
    world = numbers_world(role)
    world.answers |= {
        ("GET", NUMBERS): a_page([]),
        ("GET", f"{NUMBERS}/counts"): {"area_codes": {}},
    }
    return world


def buying_world() -> World:
    """One purchase runs, another has just come to its end with less than was wanted."""
    world = numbers_world()
    ended = a_purchase("DONE", 12, 20, job_id=JOB[:-1] + "2", created_at=at(24), updated_at=at(21))
    running = a_purchase("RUNNING", 7, 20)
    world.answers["GET", JOBS] = a_page([running, ended])
    return world


def _owned(
    area_code: str, local: str, state: str, campaign_id: str | None, member_id: str | None, *, days: int
) -> dict[str, Any]:
    return a_number(f"+1{area_code}{local}", state, days=days, campaign_id=campaign_id, member_id=member_id)


def a_purchase(
    state: str, bought: int, wanted: int, area_code: str = "212", **changes: Any
) -> dict[str, Any]:
    """A job that buys numbers; ended, it says what there was, and why it is less."""
    has_ended = state in {"DONE", "FAILED", "CANCELLED"}
    reason = "" if bought == wanted or not has_ended else DRY.replace("212", area_code)
    result = {"area_code": area_code, "bought": bought, "wanted": wanted, "reason": reason, "unsettled": 0}
    progress = {
        "done": bought,
        "total": wanted,
        "note": "" if has_ended else f"Buying number {bought + 1} of {wanted}",
        "result": result if has_ended else {},
        "reason": reason if state == "FAILED" else "",
        "rate": 0.9 if state == "RUNNING" else None,
        "finishes_at": at(-0.4) if state == "RUNNING" else None,
        "created_at": at(1),
        "updated_at": at(0.1),
    }
    given = {"job_id": JOB, **progress, **changes}
    return a_job(given.pop("job_id"), "BUY_NUMBERS", state, subject_id=JOB, **given)


def _counts() -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for area_code, _, state, _, _ in LINES:
        of_code = counts.setdefault(area_code, {"AVAILABLE": 0, "RESERVED": 0, "ALLOCATED": 0})
        of_code[state] += 1
    return counts


def _some(owned: list[dict[str, Any]], query: dict[str, list[str]]) -> dict[str, Any]:
    """Filtered as the API does it: after a page was read, so that a page may be empty although more follows."""
    start = int(query.get("cursor", ["0"])[0])
    wanted = {name: query[name][0] for name in ("state", "area_code") if name in query}
    here = owned[start : start + 10]
    found = [one for one in here if all(one[name] == value for name, value in wanted.items())]
    return a_page(found, str(start + 10) if start + 10 < len(owned) else None)
