"""Domain objects that are valid as they come: a test names only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from groundswell.domain.blast import Blast
from groundswell.domain.campaign import Campaign
from groundswell.domain.contact import Contact
from groundswell.domain.identity import blast_id, send_id
from groundswell.domain.job import Job, JobKind
from groundswell.domain.number import OwnedNumber
from groundswell.domain.organization import Member, Organization, Role
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send

ORGANIZATION = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e01"
CAMPAIGN = "c1a0f6a2-53f4-4f6a-8d0e-5b7a2c9e4d02"
LOAD = "10ad0000-7e57-4c0d-8f00-2d9b1c6a7e03"
USER = "05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f04"
NOON = datetime(2026, 3, 10, 16, tzinfo=UTC)
"""Noon in New York on a Tuesday."""
PHONE = "+12025550123"
SENDER = "+13125550100"
_AREA_CODES = (202, 212, 312, 415, 512, 602, 617, 702, 808, 907)


def a_phone(number: int = 0) -> str:
    """Valid US numbers, a different one for each `number` below 100,000; the first 10,000 in Washington."""
    return f"+1{_AREA_CODES[number // 10_000]}555{number % 10_000:04d}"


def an_organization(**changes: Any) -> Organization:
    values = {
        "organization_id": ORGANIZATION,
        "name": "Friends of the River",
        "service_vendor": "fakeservice",
        "created_at": NOON,
    }
    return Organization(**values | changes)


def a_member(**changes: Any) -> Member:
    values = {
        "organization_id": ORGANIZATION,
        "user_id": USER,
        "email": "owner@example.org",
        "role": Role.OWNER,
        "created_at": NOON,
    }
    return Member(**values | changes)


def a_campaign(**changes: Any) -> Campaign:
    values = {
        "organization_id": ORGANIZATION,
        "campaign_id": CAMPAIGN,
        "name": "River clean-up",
        "text": "Hi {first_name}, will you help on Saturday?",
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Campaign(**values | changes)


def a_contact(**changes: Any) -> Contact:
    values = {
        "load_id": LOAD,
        "phone": PHONE,
        "row": 2,
        "first_name": "Ada",
        "last_name": "Moss",
        "zip_code": "20001",
        "time_zones": ("America/New_York",),
    }
    return Contact(**values | changes)


def a_blast(**changes: Any) -> Blast:
    values = {
        "organization_id": ORGANIZATION,
        "campaign_id": CAMPAIGN,
        "blast_id": blast_id(CAMPAIGN, "now"),
        "occurrence": "now",
        "text": "Hi {first_name}, will you help on Saturday?",
        "load_id": LOAD,
        "audience": 1,
        "created_at": NOON,
    }
    return Blast(**values | changes)


def a_send(**changes: Any) -> Send:
    """Its id follows from its blast and phone unless it is given."""
    values: dict[str, Any] = {
        "organization_id": ORGANIZATION,
        "campaign_id": CAMPAIGN,
        "blast_id": blast_id(CAMPAIGN, "now"),
        "phone": PHONE,
        "values": {"first_name": "Ada"},
        "time_zones": ("America/New_York",),
        "updated_at": NOON,
    } | changes
    return Send(**{"send_id": send_id(values["blast_id"], values["phone"])} | values)


def a_recipient(**changes: Any) -> Recipient:
    return Recipient(**{"organization_id": ORGANIZATION, "phone": PHONE} | changes)


def an_owned_number(**changes: Any) -> OwnedNumber:
    values: dict[str, Any] = {
        "organization_id": ORGANIZATION,
        "phone": SENDER,
        "vendor": "fakeservice",
        "bought_at": NOON,
        "updated_at": NOON,
    } | changes
    phone = values["phone"]
    return OwnedNumber(**{"vendor_number_id": f"PN{phone[1:]}", "area_code": phone[2:5]} | values)


def a_job(**changes: Any) -> Job:
    values = {
        "organization_id": ORGANIZATION,
        "job_id": LOAD,
        "kind": JobKind.LOAD_CONTACTS,
        "subject_id": CAMPAIGN,
        "created_by": USER,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Job(**values | changes)
