"""What the API would answer about the people in Riverside Tenants' lists: who they are and what went to them."""

from typing import Any

from tests.support.console import UPLOADS, World
from tests.support.console_contacts import GRACE, LOAD, OLD_LOAD, a_contact
from tests.support.console_refusals import not_a_phone
from tests.support.console_shapes import (
    BLAST,
    DONE,
    HOME,
    OURS,
    RUNNING,
    a_change,
    a_conversation,
    a_job,
    a_subscription,
    a_text,
    an_export,
    at,
    by_hand,
    coded,
    colleagues,
    page,
)
from tests.support.console_world import a_world

OMAR, UNKNOWN = "+16465550177", "+19175550111"
EXPORT = "e4904700-0000-4000-8000-000000000001"
GATHERED = "9a74e000-0000-4000-8000-000000000001"
ERASURE = "e4a5e000-0000-4000-8000-000000000001"
OLD, SINGLE = "c0ffee00-0000-4000-8000-0000000000aa", "f0000000-0000-4000-8000-0000000000aa"
CAMPAIGNS = {RUNNING: "River clean-up", DONE: "Spring assembly", OLD: "Winter coats"}
"""The old one is not among those that are listed; what is sent at once has no name."""


def people_world(role: str = "OWNER") -> World:
    world = a_world(role)
    world.answers |= _contacts() | _people() | _exports()
    return world


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
        path = f"{HOME}/contacts/{coded(phone)}"
        answers |= {
            ("GET", path): person,
            ("GET", f"{path}/texts"): page(
                [] if not person["contacts"] else sent_texts(person["contacts"][0]["first_name"])
            ),
            ("POST", f"{path}/export"): (202, a_job(GATHERED, "EXPORT_PERSON", "RUNNING"), {}),
            ("POST", f"{path}/erasure"): (202, a_job(ERASURE, "ERASE_PERSON", "RUNNING"), {}),
            ("DELETE", f"{HOME}/opt-outs/{coded(phone)}"): (204, None, {}),
        }
    opted_out = a_subscription(GRACE, [by_hand(0, "Asked for it on the phone", "u-1")])
    answers["POST", f"{HOME}/opt-outs"] = (201, opted_out, {})
    return answers


def _exports() -> dict[tuple[str, str], Any]:
    erased = {"texts": 4, "carrier_message_ids": ["SM0c5d6ea3c2f7", "SM81b90a77d1e4", "SM93f0b6a2c8d5"]}
    return {
        ("GET", f"{HOME}/jobs/{GATHERED}"): a_job(GATHERED, "EXPORT_PERSON", "DONE"),
        ("GET", f"{HOME}/contacts/exports/{GATHERED}"): {"url": f"{UPLOADS}/person.json"},
        ("GET", f"{HOME}/jobs/{ERASURE}"): a_job(ERASURE, "ERASE_PERSON", "DONE", result=erased),
        ("POST", f"{HOME}/exports"): (202, a_job(EXPORT, "EXPORT", "RUNNING", total=1700), {}),
        ("GET", f"{HOME}/jobs/{EXPORT}"): a_job(EXPORT, "EXPORT", "DONE", done=1700, total=1700),
        ("GET", f"{HOME}/exports/{EXPORT}"): an_export(EXPORT, "contacts", rows=1700),
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
            a_change(52_000, words="Stop please, wrong time", rule="wording-4f1c02aa"),
            a_change(51_200, "START"),
        ],
        "conversation": a_conversation(GRACE, "Grace", 4, last_text="See you there 🌊"),
        "conversation_texts": [
            a_text(GRACE, "Yes! I can bring gloves for four people.", 12),
            a_text(
                GRACE, "Wonderful, Grace. We meet at 10 at the boat house.", 9, direction="OUT", user_id="u-2"
            ),
            a_text(GRACE, "See you there 🌊", 4),
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
        "opt_out_history": [by_hand(2_880, "Asked for it on the phone, does not read texts", "u-2")],
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


def _loaded_for(campaign_id: str) -> dict[str, Any]:
    name = CAMPAIGNS[campaign_id]
    return {"campaign_ids": [campaign_id], "campaigns": [{"campaign_id": campaign_id, "name": name}]}


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
        "sender": None if state == "SKIPPED" else OURS,
        "segments": 1,
        "not_before": None,
        "vendor_message_id": None,
        "created_at": at(minutes + 2),
        "updated_at": at(minutes),
    }
