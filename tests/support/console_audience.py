"""What the API would answer while a file becomes a campaign's audience: uploaded, looked at, loaded, told of."""

from typing import Any

from tests.support.console import UPLOADS, World
from tests.support.console_campaigns import a_campaign
from tests.support.console_contacts import FAILED_LOAD, LOAD, NAMES, OLD_LOAD, a_contact
from tests.support.console_people import people_world
from tests.support.console_shapes import DRAFT, HOME, a_job, at, page

ONE = f"{HOME}/campaigns/{DRAFT}"
BUILD = f"{ONE}/build?step=audience"
CSV = b"First name,Surname,Mobile,Zip,Home phone,Favourite issue\nGrace,Okafor,212-555-0142,10027,,Heating\n"
RESULT = {
    "rows": 1898,
    "valid": 1700,
    "duplicates": 121,
    "refused": {"no_phone": 46, "not_a_phone_number": 30, "erased": 1},
    "time_zones": {"America/New_York": 1623, "America/Chicago": 41, "America/Los_Angeles": 29, "": 7},
    "refused_rows_key": "refused/o/l.csv",
}


def audience_world(*, is_loaded: bool = False) -> World:
    """A draft whose contacts are still to come, or one whose are there."""
    world = people_world()
    changes = {"contacts": 1700, "load_id": LOAD} if is_loaded else {"contacts": 0, "load_id": None}
    world.answers |= _loads(is_loaded=is_loaded)
    world.answers["GET", ONE] = a_campaign(DRAFT, "Block party", "DRAFT", start_failure=None, **changes)
    world.answers["GET", f"{ONE}/numbers"] = {"items": []}
    return world


def a_load(state: str, job_id: str = LOAD, **changes: Any) -> dict[str, Any]:
    return a_job(job_id, "LOAD_CONTACTS", state, subject_id=DRAFT, **changes)


def a_loading() -> dict[str, Any]:
    return a_load("RUNNING", note="Loading contacts", done=1210, total=1898, rate=310.0, finishes_at=at(-0.1))


def _loads(*, is_loaded: bool) -> dict[tuple[str, str], Any]:
    failed = a_load(
        "FAILED",
        FAILED_LOAD,
        reason="Row 812: a quotation mark that opens is never closed. Mend the row and upload the file again.",
        created_at=at(95),
    )
    old = a_load("DONE", OLD_LOAD, result={**RESULT, "valid": 1544, "rows": 1702}, created_at=at(2900))
    done = a_load("DONE", result=RESULT, done=1898, total=1898)
    made = {
        "load_id": LOAD,
        "load": a_load("QUEUED", note="Waiting for the file"),
        "upload": {
            "url": f"{UPLOADS}/",
            "fields": {"key": f"uploads/o/{LOAD}.csv", "policy": "p"},
            "max_bytes": 104_857_600,
        },
    }
    return {
        ("GET", f"{ONE}/loads"): page([done, failed, old] if is_loaded else []),
        ("GET", f"{ONE}/loads/{LOAD}"): done,
        ("POST", f"{ONE}/loads"): (201, made, {}),
        ("POST", f"{ONE}/loads/{LOAD}/preview"): a_preview(),
        ("POST", f"{ONE}/loads/{LOAD}/start"): (202, a_loading(), {}),
        ("GET", f"{HOME}/jobs/{LOAD}"): done,
        ("POST", f"{HOME}/jobs/{LOAD}/cancel"): (202, {**a_loading(), "cancel_requested": True}, {}),
        ("POST", f"{HOME}/jobs/{LOAD}/retry"): (202, a_load("QUEUED", OLD_LOAD, note="Waiting"), {}),
        ("GET", f"{HOME}/jobs/{OLD_LOAD}"): old,
        ("GET", f"{ONE}/loads/{LOAD}/refused-rows"): {"url": f"{UPLOADS}/refused-rows.csv"},
        ("GET", f"{ONE}/loads/{OLD_LOAD}/refused-rows"): {"url": f"{UPLOADS}/refused-rows.csv"},
    }


def a_preview(*told: str) -> dict[str, Any]:
    """`told` are the headers that the mapping names."""
    columns = [
        _column("First name", "first_name", told),
        _column("Surname", "last_name", told),
        _column("Mobile", "phone", told),
        _column("Zip", "zip_code", told),
        _column("Home phone", "home_phone", told, sure="GUESSED"),
        _column("Favourite issue", "favourite_issue", told),
    ]
    rows = [_row(n, *person) for n, person in enumerate(NAMES)]
    rows[4] |= {"contact": None, "reason": "no_phone", "problem": "The phone is missing."}
    rows[7] |= {
        "contact": None,
        "reason": "not_a_phone_number",
        "problem": "This is not a valid phone number.",
    }
    rows[8] |= {"same_as_row": 3}
    return {"columns": columns, "rows": rows, "encoding": "UTF-8", "delimiter": ","}


def _column(header: str, field: str, told: tuple[str, ...], sure: str = "NAMED") -> dict[str, Any]:
    own = field in ("phone", "first_name", "last_name", "zip_code", "external_id")
    return {"header": header, "field": field, "is_own": own, "sure": "TOLD" if header in told else sure}


def _row(n: int, first: str, last: str, zip_code: str, issue: str) -> dict[str, Any]:
    phone = f"212-555-01{42 + n}" if n not in (4, 7) else ("" if n == 4 else "212-55")
    return {
        "row": n + 2,
        "cells": [first, last, phone, zip_code, "718-555-0100" if n % 3 == 0 else "", issue],
        "contact": a_contact(n),
        "reason": None,
        "problem": "",
        "same_as_row": None,
    }
