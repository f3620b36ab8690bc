"""What the API would answer to the console of Riverside Tenants on a busy morning."""

from typing import Any

from tests.support.console import TOKEN, World
from tests.support.console_campaigns import some_campaigns
from tests.support.console_shapes import (
    DONE,
    ORGANIZATION,
    OTHER,
    RUNNING,
    a_conversation,
    at,
    colleagues,
    page,
)


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
        world.answers |= some_campaigns()
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
            []
            if is_new
            else [a_conversation("+12125552001", "Luis", 1), a_conversation("+12125552002", "Grace", 2)]
        ),
        ("GET", f"{home}/conversations/reviews"): page([]),
        ("GET", f"{home}/conversations/waiting"): {
            "mine": {"count": 0, "oldest_at": None, "is_all": True},
            "unassigned": {"count": 0, "oldest_at": None, "is_all": True},
        },
        ("POST", f"{home}/stop-all"): a_stop(2),
        ("GET", f"{home}/stop-all"): a_stop(2),
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
