"""What the API would answer about the contacts of Riverside Tenants: loads, lists, and the people in them."""

from typing import Any

from tests.support.console import UPLOADS, World
from tests.support.console_world import (
    BLAST,
    DONE,
    DRAFT,
    HOME,
    RUNNING,
    a_campaign,
    a_world,
    at,
    colleagues,
    page,
)

GRACE, OMAR, UNKNOWN = "+12125550142", "+16465550177", "+19175550111"
LOAD, FAILED_LOAD, OLD_LOAD = (f"10ad0000-0000-4000-8000-00000000000{n}" for n in range(1, 4))
EXPORT = "e4904700-0000-4000-8000-000000000001"
GATHERED = "9a74e000-0000-4000-8000-000000000001"
ERASURE = "e4a5e000-0000-4000-8000-000000000001"
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
OLD, SINGLE = "c0ffee00-0000-4000-8000-0000000000aa", "f0000000-0000-4000-8000-0000000000aa"
CAMPAIGNS = {RUNNING: "River clean-up", DONE: "Spring assembly", OLD: "Winter coats"}
"""The old one is not among those that are listed; what is sent at once has no name."""
NAMES = (
    ("Grace", "Okafor", "10027", "Heating"),
    ("Luis", "Hernández", "10031", "Rent"),
    ("Hye-jin", "Park", "10032", ""),
    ("عمر", "حداد", "10025", "Repairs"),
    ("Maryam", "Siddiqui", "10040", "Rent"),
    ("Anh", "Nguyễn", "10029", "Heating"),
    ("Kwame", "Mensah-Boateng", "10039", "Elevator"),
    ("Zofia", "Wiśniewska", "", "Rent"),
    ("Dolores", "O'Brien", "10024", "Repairs"),
    ("Tomás", "Ramírez de la Cruz", "10033", ""),
)


def people_world(role: str = "OWNER") -> World:
    world = a_world(role)
    world.answers |= _contacts() | _people() | _exports()
    return world


def audience_world(*, is_loaded: bool = False) -> World:
    """A draft whose contacts are still to come, or one whose are there."""
    world = people_world()
    changes = {"contacts": 1700, "load_id": LOAD} if is_loaded else {"contacts": 0, "load_id": None}
    world.answers |= _loads(is_loaded=is_loaded)
    world.answers["GET", ONE] = a_campaign(DRAFT, "Block party", "DRAFT", start_failure=None, **changes)
    world.answers["GET", f"{ONE}/numbers"] = {"items": []}
    return world


def a_job(job_id: str, kind: str, state: str, **changes: Any) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "kind": kind,
        "subject_id": DRAFT,
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


def a_load(state: str, job_id: str = LOAD, **changes: Any) -> dict[str, Any]:
    return a_job(job_id, "LOAD_CONTACTS", state, **changes)


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


def a_contact(n: int) -> dict[str, Any]:
    first, last, zip_code, issue = NAMES[n % len(NAMES)]
    return {
        "phone": GRACE if n == 0 else f"+1212555{142 + n:04d}",
        "row": n + 2,
        "first_name": first,
        "last_name": last,
        "zip_code": zip_code,
        "external_id": f"RT-{4100 + 7 * n}",
        "custom": {"favourite_issue": issue} if issue else {},
        "time_zones": ["America/Chicago"] if n % 7 == 6 else ["America/New_York"],
    }


def _contacts() -> dict[tuple[str, str], Any]:
    def some(query: dict[str, list[str]]) -> dict[str, Any]:
        if "phone_begins" in query:
            digits = "".join(filter(str.isdigit, query["phone_begins"][0])).removeprefix("1")
            return page([a_contact(n) for n in range(10) if a_contact(n)["phone"].startswith(f"+1{digits}")])
        start = int(query.get("cursor", ["0"])[0])
        return page([a_contact(n) for n in range(start, start + 10)], "10" if start == 0 else None)

    return {("GET", f"{HOME}/campaigns/{one}/contacts"): some for one in (RUNNING, DONE)}


def _people() -> dict[tuple[str, str], Any]:
    by_phone = {GRACE: grace(), OMAR: omar(), UNKNOWN: nobody()}

    def find(query: dict[str, list[str]]) -> Any:
        digits = "".join(filter(str.isdigit, query.get("phone", [GRACE])[0]))[-10:]
        found = by_phone.get(f"+1{digits}")
        return found or (422, not_a_phone(), {})

    answers: dict[tuple[str, str], Any] = {
        ("GET", f"{HOME}/contacts"): find,
        ("GET", f"{HOME}/colleagues"): colleagues({"u-1": "Ada Lovell", "u-2": "Teresa Quispe"}),
    }
    for phone, person in by_phone.items():
        path = f"{HOME}/contacts/{_coded(phone)}"
        answers |= {
            ("GET", path): person,
            ("GET", f"{path}/texts"): page(
                [] if not person["contacts"] else sent_texts(person["contacts"][0]["first_name"])
            ),
            ("POST", f"{path}/export"): (202, a_job(GATHERED, "EXPORT_PERSON", "RUNNING"), {}),
            ("POST", f"{path}/erasure"): (202, a_job(ERASURE, "ERASE_PERSON", "RUNNING"), {}),
            ("DELETE", f"{HOME}/opt-outs/{_coded(phone)}"): (204, None, {}),
        }
    answers["POST", f"{HOME}/opt-outs"] = (201, _subscription(grace()), {})
    return answers


def _exports() -> dict[tuple[str, str], Any]:
    erased = {"texts": 4, "carrier_message_ids": ["SM0c5d6ea3c2f7", "SM81b90a77d1e4", "SM93f0b6a2c8d5"]}
    return {
        ("GET", f"{HOME}/jobs/{GATHERED}"): a_job(GATHERED, "EXPORT_PERSON", "DONE"),
        ("GET", f"{HOME}/contacts/exports/{GATHERED}"): {"url": f"{UPLOADS}/person.json"},
        ("GET", f"{HOME}/jobs/{ERASURE}"): a_job(ERASURE, "ERASE_PERSON", "DONE", result=erased),
        ("POST", f"{HOME}/exports"): (202, a_job(EXPORT, "EXPORT", "RUNNING", total=1700), {}),
        ("GET", f"{HOME}/jobs/{EXPORT}"): a_job(EXPORT, "EXPORT", "DONE", done=1700, total=1700),
        ("GET", f"{HOME}/exports/{EXPORT}"): {
            "export_id": EXPORT,
            "kind": "contacts",
            "raw": False,
            "state": "DONE",
            "reason": "",
            "rows": 1700,
            "bytes": 143_220,
            "url": f"{UPLOADS}/contacts.csv",
            "url_expires_at": at(-15),
            "kept_until": at(-10_080),
        },
    }


def _coded(phone: str) -> str:
    return phone.replace("+", "%2B")


def not_a_phone() -> dict[str, Any]:
    return {
        "type": "/v1/docs#problem-invalid",
        "title": "Please correct this",
        "status": 422,
        "detail": "See errors.",
        "instance": "urn:groundswell:request:REQ-7",
        "errors": [
            {
                "field": "phone",
                "problem": "That is not a phone number.",
                "remedy": "Send it as +12025550123.",
            }
        ],
    }


def grace() -> dict[str, Any]:
    """Listed twice, has written, may be texted; opted out once and came back."""
    listed = {**a_contact(0), "load_id": LOAD, **_loaded_for(RUNNING)}
    before = {**a_contact(0), "row": 311, "load_id": OLD_LOAD, **_loaded_for(DONE), "custom": {}}
    return {
        "phone": GRACE,
        "erased_at": None,
        "opted_out": False,
        "opted_out_at": None,
        "opt_out_history": [
            a_change("STOP", 52_000, words="Stop please, wrong time", rule="wording-4f1c02aa"),
            a_change("START", 51_200, words="START", rule="keyword-start"),
        ],
        "conversation": _conversation(GRACE, "Grace"),
        "conversation_texts": [
            a_text("IN", 12, "Yes! I can bring gloves for four people."),
            a_text("OUT", 9, "Wonderful, Grace. We meet at 10 at the boat house.", user_id="u-2"),
            a_text("IN", 4, "See you there 🌊"),
        ],
        "contacts": [before, listed],
    }


def omar() -> dict[str, Any]:
    """Opted out, by word and then by hand."""
    listed = {**a_contact(3), "phone": OMAR, "load_id": LOAD, **_loaded_for(RUNNING)}
    return {
        **grace(),
        "phone": OMAR,
        "opted_out": True,
        "opted_out_at": at(2_880),
        "opt_out_history": [
            a_change(
                "STOP",
                2_880,
                source="MEMBER",
                reason="Asked for it on the phone, does not read texts",
                by="u-2",
            )
        ],
        "conversation": None,
        "conversation_texts": [],
        "contacts": [listed],
    }


def nobody() -> dict[str, Any]:
    return {
        "phone": UNKNOWN,
        "erased_at": None,
        "opted_out": False,
        "opted_out_at": None,
        "opt_out_history": [],
        "conversation": None,
        "conversation_texts": [],
        "contacts": [],
    }


def _subscription(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": person["phone"],
        "opted_out": True,
        "opted_out_at": at(),
        "history": person["opt_out_history"],
    }


def a_change(keyword: str, minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "keyword": keyword,
        "at": at(minutes),
        "source": "TEXT",
        "words": "",
        "rule": None,
        "reason": None,
        "by": None,
        **changes,
    }


def _loaded_for(campaign_id: str) -> dict[str, Any]:
    name = CAMPAIGNS[campaign_id]
    return {"campaign_ids": [campaign_id], "campaigns": [{"campaign_id": campaign_id, "name": name}]}


def a_text(direction: str, minutes: float, body: str, **changes: Any) -> dict[str, Any]:
    return {
        "message_id": f"m-{direction}-{minutes}",
        "phone": GRACE,
        "direction": direction,
        "body": body,
        "at": at(minutes),
        "our_number": "+12123698828",
        "keyword": None,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        **changes,
    }


def _conversation(phone: str, name: str) -> dict[str, Any]:
    return {
        "phone": phone,
        "first_name": name,
        "last_text": "See you there 🌊",
        "last_activity_at": at(4),
        "unanswered": True,
        "campaign_id": RUNNING,
        "blast_id": BLAST,
        "review_due_at": None,
        "assignee": None,
        "is_open": True,
        "last_message_id": "m-IN-4",
    }


def sent_texts(name: str = "Grace") -> list[dict[str, Any]]:
    told = (
        (
            RUNNING,
            "DELIVERED",
            "It arrived.",
            f"Hi {name}, it's the Riverside Tenants. Will you help clean the river bank on Saturday at 10? "
            "Reply STOP to opt out.",
            14,
        ),
        (
            DONE,
            "SKIPPED",
            "It was not sent, because the person had opted out.",
            f"Hi {name}, the spring assembly is on Thursday at 7 in the library. Will you come?",
            51_500,
        ),
        (SINGLE, "DELIVERED", "It arrived.", "You're welcome! Bring boots, we have gloves and bags.", 20_100),
        (
            OLD,
            "FAILED",
            "The phone was switched off or out of reach for too long. Nothing to do; the next text may arrive.",
            f"Hi {name}, thank you for signing. Can we count on you for the vote on repairs?",
            70_000,
        ),
    )
    return [_sent(n, *one) for n, one in enumerate(told)]


def _sent(n: int, campaign_id: str, state: str, why: str, body: str, minutes: float) -> dict[str, Any]:
    return {
        "campaign_id": campaign_id,
        "campaign_name": CAMPAIGNS.get(campaign_id),
        "blast_id": BLAST,
        "send_id": f"s-{n}",
        "state": state,
        "reason": None,
        "why": why,
        "body": body,
        "sender": None if state == "SKIPPED" else "+12123698828",
        "segments": 1,
        "not_before": None,
        "vendor_message_id": None,
        "created_at": at(minutes + 2),
        "updated_at": at(minutes),
    }
