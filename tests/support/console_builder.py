"""What the API answers while a campaign is being built: a draft half done, one that is ready, one that may send."""

from typing import Any

from tests.support.console import World
from tests.support.console_campaigns import a_campaign, a_report, shape_of_list
from tests.support.console_shapes import BLAST, HOME, a_job, a_number, at, page, some_settings
from tests.support.console_world import a_world

DRAFT, NEW = (f"bu11de00-0000-4000-8000-00000000000{n}" for n in (1, 2))
CAMPAIGN = f"{HOME}/campaigns/{DRAFT}"
LOAD, JOB = "10ad0000-0000-4000-8000-000000000001", "10b00000-0000-4000-8000-000000000001"
NAME = "Tenants' assembly, March 14"
TEXT = (
    "Hi {first_name}, it's Riverside Tenants. We vote on the rent offer this Saturday, 2 PM, at {building}. "
    "Can we count on you? Reply STOP to opt out."
)
PEOPLE = (
    ("+12125550142", "Marisol", "Ortega", "Linden Court", ["America/New_York"]),
    ("+12125550187", "Dmitri", "Petrov", "Linden Court", ["America/New_York"]),
    ("+13125550119", "Aaliyah", "Johnson", "the Maple Street hall", ["America/Chicago"]),
    ("+16465550163", "Wei", "Zhang", "Harbor House", ["America/New_York"]),
    ("+14155550121", "Priya", "Raman", "Linden Court", ["America/Los_Angeles"]),
    ("+19175550108", "Tadeusz", "Nowak", "Harbor House", ["America/New_York"]),
)
ZONES = {"America/New_York": 1_204, "America/Chicago": 171, "America/Los_Angeles": 111}
FREE = {
    "212": {"AVAILABLE": 6, "RESERVED": 4, "ALLOCATED": 11},
    "312": {"AVAILABLE": 3},
    "646": {"AVAILABLE": 9, "ALLOCATED": 2},
    "415": {"ALLOCATED": 1},
}


def builder_world(role: str = "OWNER", **changes: Any) -> World:
    """A draft with an audience and a text; numbers for half of what it needs are reserved."""
    world = a_world(role)
    world.answers |= _campaign(a_draft(**changes)) | _organization()
    return world


def a_draft(**changes: Any) -> dict[str, Any]:
    draft = {
        "text": TEXT,
        "contacts": 1_486,
        "load_id": LOAD,
        "fields": ["first_name", "last_name", "zip_code", "external_id", "phone", "building"],
        "version": 7,
        **changes,
    }
    return a_campaign(DRAFT, NAME, draft.pop("state", "DRAFT"), **draft)


def empty_world() -> World:
    """A draft that has just been made."""
    world = builder_world(text="", contacts=0, load_id=None, fields=[])
    world.answers |= {
        ("GET", f"{CAMPAIGN}/loads"): page([]),
        ("GET", f"{CAMPAIGN}/numbers"): {"items": []},
        ("GET", f"{HOME}/numbers/counts"): {"area_codes": {}},
        ("GET", f"{CAMPAIGN}/preflight"): preflight(
            ("contacts", "The campaign has no contacts.", "Load contacts and wait until that is done."),
            ("text", "The text is empty.", "Write what the contacts shall read."),
            (
                "numbers",
                "The campaign has no phone numbers.",
                "Reserve numbers for it; one number serves about 200 contacts.",
            ),
            (
                "service-vendor",
                "No account with a carrier is connected.",
                "An owner connects it in the settings.",
            ),
        ),
        ("POST", f"{CAMPAIGN}/preview"): {
            "samples": [a_sample("+12025550123", "", 1)],
            "warnings": [],
            "example": True,
        },
    }
    return world


def costly_world() -> World:
    """A text with a typographer's quotes, a shortened link and no way out."""
    text = "Hi {first_name} – we’re voting on Saturday… all the details: https://bit.ly/3xRentVote"
    world = builder_world(text=text)
    body = text.replace("{first_name}", "Marisol")
    sample = a_sample(PEOPLE[0][0], body, 2, encoding="UCS-2", forced_by="–")
    world.answers["POST", f"{CAMPAIGN}/preview"] = {"samples": [sample], "warnings": [], "example": False}
    return world


def ready_world() -> World:
    """Nothing is missing: it could start."""
    world = builder_world()
    world.answers |= {
        ("GET", f"{CAMPAIGN}/preflight"): preflight(),
        ("GET", f"{CAMPAIGN}/numbers"): {"items": [_number(n) for n in range(8)]},
    }
    return world


def starting_world() -> World:
    return builder_world(state="STARTING", job_id=JOB)


def active_world(contacts: int = 1_486) -> World:
    """It has begun, and nothing has been sent."""
    world = builder_world(state="ACTIVE", contacts=contacts)
    world.answers |= {
        ("GET", f"{CAMPAIGN}/blasts"): page([]),
        ("GET", f"{CAMPAIGN}/numbers"): {"items": [_number(n, "ALLOCATED") for n in range(8)]},
    }
    return world


def sent_world() -> World:
    world = active_world()
    world.answers["GET", f"{CAMPAIGN}/blasts"] = page([shape_of_list({**a_report(), "campaign_id": DRAFT})])
    return world


def preflight(*missing: tuple[str, str, str]) -> dict[str, Any]:
    findings = [{"field": field, "problem": problem, "remedy": remedy} for field, problem, remedy in missing]
    return {"ready": not findings, "missing": findings}


def _number(n: int, state: str = "RESERVED") -> dict[str, Any]:
    return a_number(f"+1212369{8800 + n}", state, campaign_id=DRAFT)


def a_sample(
    phone: str, body: str, count: int, encoding: str = "GSM-7", forced_by: str | None = None
) -> dict[str, Any]:
    return {
        "phone": phone,
        "body": body,
        "segments": {"count": count, "encoding": encoding, "forced_by": forced_by},
    }


def a_start(state: str = "RUNNING", done: int = 5, reason: str = "") -> dict[str, Any]:
    note = "Moving the numbers into the messaging service"
    return a_job(JOB, "START_CAMPAIGN", state, subject_id=DRAFT, done=done, total=8, note=note, reason=reason)


def a_trial(**changes: Any) -> dict[str, Any]:
    return {
        "message_id": "7e570000-0000-4000-8000-000000000001",
        "blast_id": BLAST,
        "to": "+12125550155",
        "body": _body(0),
        "segments": {"count": 1, "encoding": "GSM-7", "forced_by": None},
        "warnings": [],
        "held_until": None,
        **changes,
    }


def _campaign(campaign: dict[str, Any]) -> dict[tuple[str, str], Any]:
    samples = [a_sample(PEOPLE[n][0], _body(n), 1 if n < 2 else 2) for n in range(3)]
    blast = {**a_report(), "campaign_id": DRAFT}
    return {
        ("GET", CAMPAIGN): campaign,
        ("PATCH", CAMPAIGN): {**campaign, "version": campaign["version"] + 1, "updated_at": at()},
        ("GET", f"{CAMPAIGN}/loads"): page([_load()] if campaign["load_id"] else []),
        ("GET", f"{CAMPAIGN}/loads/{LOAD}"): _load(),
        ("GET", f"{CAMPAIGN}/contacts"): page([_contact(n) for n in range(len(PEOPLE))]),
        ("GET", f"{CAMPAIGN}/numbers"): {"items": [_number(n) for n in range(4)]},
        ("PUT", f"{CAMPAIGN}/numbers"): {"items": [_number(n) for n in range(8)]},
        ("GET", f"{CAMPAIGN}/preflight"): preflight(
            (
                "service-vendor",
                "The account with Twilio does not work: the token was refused.",
                "An owner enters the new token in the settings.",
            )
        ),
        ("GET", f"{CAMPAIGN}/blasts"): page([]),
        ("GET", f"{CAMPAIGN}/blasts/{BLAST}"): blast,
        ("GET", f"{CAMPAIGN}/blasts/{BLAST}/sends"): page([]),
        ("GET", f"{CAMPAIGN}/blasts/{BLAST}/replies"): page([]),
        ("POST", f"{CAMPAIGN}/preview"): {"samples": samples, "warnings": [], "example": False},
        ("POST", f"{CAMPAIGN}/test"): (202, a_trial(), {}),
        ("POST", f"{CAMPAIGN}/start"): (202, a_start("QUEUED", 0), {}),
        ("POST", f"{CAMPAIGN}/send"): (202, shape_of_list(blast), {}),
    }


def _organization() -> dict[tuple[str, str], Any]:
    return {
        ("GET", f"{HOME}/numbers/counts"): {"area_codes": FREE},
        ("GET", f"{HOME}/settings"): some_settings(),
        ("GET", f"{HOME}/jobs/{JOB}"): a_start(),
    }


def _body(n: int) -> str:
    _, first, _, building, _ = PEOPLE[n]
    return TEXT.replace("{first_name}", first).replace("{building}", building)


def _contact(n: int) -> dict[str, Any]:
    phone, first, last, building, zones = PEOPLE[n]
    return {
        "phone": phone,
        "row": n + 2,
        "first_name": first,
        "last_name": last,
        "zip_code": "10002",
        "external_id": str(4100 + n),
        "custom": {"building": building},
        "time_zones": zones,
    }


def _load() -> dict[str, Any]:
    job = a_start("DONE", 8)
    result = {
        "rows": 1_502,
        "valid": 1_486,
        "duplicates": 9,
        "refused": {"not_a_phone_number": 7},
        "time_zones": ZONES,
    }
    return {**job, "job_id": LOAD, "kind": "LOAD_CONTACTS", "note": "", "result": result}
