"""What the API would answer to the settings of Riverside Tenants, and to the accounts of those who work there."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unicodedata import normalize

from tests.support.console import World
from tests.support.console_world import DONE, HOME, ORGANIZATION, RUNNING, a_world, page

SECTION = f"{HOME}/settings?section="
ACCOUNT = f"{HOME}/account"
FREE = ("+12125550143", "+12125550188", "+13475550121")
PASSWORD = "Tidal-Maple-Orbit-4471"
SECRET = "Gs1-6f1c0b9e4d7a42f5a8d3e0c17b9264aa5510fe38"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def settings_world(role: str = "OWNER", *, organizations: int = 1) -> World:
    world = a_world(role, organizations=organizations)
    world.answers |= {
        ("GET", f"{HOME}/settings"): a_settings(),
        ("PUT", f"{HOME}/settings"): a_settings(version=8),
        ("GET", f"{HOME}/service-vendors/twilio"): a_vendor(),
        ("PUT", f"{HOME}/service-vendors/twilio"): a_vendor(version=8),
        ("GET", f"{HOME}/service-vendors/fakeservice"): a_trial_vendor(),
        ("GET", f"{HOME}/numbers"): page([a_number(phone) for phone in FREE]),
        ("POST", f"{HOME}/clients"): (201, {**a_key("Nightly export"), "client_secret": SECRET}, {}),
        ("GET", f"{HOME}/clients"): page(_keys()),
        ("GET", f"{HOME}/audit"): _history,
    }
    return _with_people(_with_account(world))


def _with_people(world: World) -> World:
    people = the_people()
    invited = a_member("u-9", "Tomás Herrera", "TEXTER")
    world.answers |= {
        ("GET", f"{HOME}/members"): page(people),
        ("POST", f"{HOME}/members"): (201, an_invitation(invited), {}),
    }
    for one in people:
        path = f"{HOME}/members/{one['user_id']}"
        world.answers |= {
            ("PATCH", path): one,
            ("DELETE", path): (204, None, {}),
            ("POST", f"{path}/invitation"): an_invitation(one),
            ("PUT", f"{path}/number"): {"user_id": one["user_id"], "phone": FREE[0]},
        }
    for key in _keys():
        path = f"{HOME}/clients/{key['client_id']}"
        world.answers |= {
            ("POST", f"{path}/secret"): {**key, "client_secret": SECRET},
            ("DELETE", path): (204, None, {}),
        }
    return world


def _with_account(world: World) -> World:
    address = f"otpauth://totp/Groundswell:ada@example.org?secret={TOTP}&issuer=Groundswell"
    world.answers |= {
        ("POST", "/me/totp"): (201, {"secret": TOTP, "otpauth_uri": address}, {}),
        ("POST", "/me/totp/confirm"): (204, None, {}),
        ("DELETE", "/me/totp"): (204, None, {}),
        ("PUT", "/me/password"): (204, None, {}),
        ("DELETE", "/me/sessions"): (204, None, {}),
    }
    return world


def with_second_factor() -> World:
    world = settings_world()
    world.answers["GET", "/me"] = {**world.answers["GET", "/me"], "totp": True}
    return world


def unconfirmed_world() -> World:
    world = settings_world("ADMIN")
    me = world.answers["GET", "/me"]
    memberships = [{**one, "confirmed": False} for one in me["memberships"]]
    world.answers["GET", "/me"] = {**me, "memberships": memberships}
    return world


def a_settings(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Riverside Tenants",
        "opens": "09:00",
        "closes": "20:00",
        "pace": None,
        "service_vendor": "twilio",
        "service_managers": ["sticky-sender"],
        "available_service_vendors": ["fakeservice", "twilio"],
        "available_service_managers": ["number-buyer", "sticky-sender"],
        "opt_out_confirmation": "You will receive no more messages from {organization}. Reply START to resubscribe.",
        "help_answer": "{organization}: we text tenants about repairs and meetings. Reply STOP to get no more.",
        "retention_days": 365,
        "opt_out_page_url": f"https://texts.riverside-tenants.example/o/{ORGANIZATION}",
        "version": 7,
        **changes,
    }


def a_vendor(**changes: Any) -> dict[str, Any]:
    return {
        "name": "twilio",
        "display_name": "Twilio",
        "description": "Texts through Twilio's Programmable Messaging. Every text and every number costs money.",
        "in_use": True,
        "secret_fields": ["account_sid", "auth_token"],
        "optional_secret_fields": ["webhook_shared_key"],
        "setting_fields": [],
        "optional_setting_fields": ["voice_message"],
        "secrets_set": ["account_sid", "auth_token", "webhook_shared_key"],
        "settings": {"voice_message": "Hello, you have reached Riverside Tenants. Please text us."},
        "webhook_url": f"https://texts.riverside-tenants.example/webhooks/{ORGANIZATION}/twilio/inbound",
        "version": 7,
        **changes,
    }


def a_trial_vendor() -> dict[str, Any]:
    return a_vendor(
        name="fakeservice",
        display_name="Fake service",
        description="For trying things out: no text leaves, no number costs money.",
        in_use=False,
        secret_fields=[],
        optional_secret_fields=["webhook_secret"],
        optional_setting_fields=[],
        secrets_set=[],
        settings={},
        webhook_url=f"https://texts.riverside-tenants.example/webhooks/{ORGANIZATION}/fakeservice/inbound",
    )


def a_number(phone: str) -> dict[str, Any]:
    return {
        "phone": phone,
        "area_code": phone[2:5],
        "state": "AVAILABLE",
        "campaign_id": None,
        "member_id": None,
        "vendor": "twilio",
        "bought_at": ago(days=40),
    }


def the_people() -> list[dict[str, Any]]:
    return [
        a_member("u-1", "Ada", "OWNER", days=290),
        a_member("u-2", "Amara Okafor", "OWNER", days=270),
        a_member("u-3", "Nguyễn Thị Mai", "ADMIN", days=120, number="+12125550177"),
        a_member("u-4", "Luis Ortega", "ADMIN", days=64, confirmed=False),
        a_member("u-5", "Grace Kim", "TEXTER", days=31),
        a_member("u-6", "ليلى حداد", "TEXTER", days=12, email="layla@example.org"),
        a_member("u-7", "", "TEXTER", days=3, email="b.kowalczyk@example.org"),
        a_member("u-8", "Dev Patel", "TEXTER", days=200, active=False),
    ]


def a_member(user_id: str, name: str, role: str, *, days: float = 0, **changes: Any) -> dict[str, Any]:
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


def an_invitation(member: dict[str, Any], password: str | None = PASSWORD) -> dict[str, Any]:
    expires = ago(days=-7) if password else None
    return {**member, "temporary_password": password, "temporary_password_expires_at": expires}


def a_key(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "client_id": "4f0f3ad2-6f6e-4a6f-9d0d-5a2f63e0b1c7",
        "name": name,
        "role": "ADMIN",
        "active": True,
        "expires_at": ago(days=-90),
        "last_used_at": None,
        "created_at": ago(),
        **changes,
    }


def _keys() -> list[dict[str, Any]]:
    return [
        a_key("Nightly export", last_used_at=ago(hours=9), created_at=ago(days=21)),
        a_key(
            "CRM sync",
            client_id="a91d1c55-3a0e-4f58-8a3e-3f9b7c1e2d40",
            role="TEXTER",
            expires_at=ago(days=-5),
            last_used_at=ago(hours=1),
            created_at=ago(days=85),
        ),
        a_key(
            "Website form",
            client_id="0be7a4b9-9a53-4c0e-8d11-7d5a1c9f3e62",
            role="TEXTER",
            expires_at=ago(days=20),
            last_used_at=ago(days=24),
            created_at=ago(days=110),
        ),
        a_key(
            "Old dashboard",
            client_id="77c2e0f1-5b1d-4f0a-9a6e-1c3d5e7f9a0b",
            active=False,
            created_at=ago(days=200),
        ),
    ]


def _history(query: dict[str, list[str]]) -> dict[str, Any]:
    """Filtered as the API does it."""
    fields = {"user_id": "user_id", "operation": "operation", "state": "state"}
    shown = [
        one
        for one in the_history()
        if all(one[field] == query[name][0] for name, field in fields.items() if name in query)
    ]
    return page(shown)


def the_history() -> list[dict[str, Any]]:
    hours = {"organization.opens": ["08:00:00", "09:00:00"], "organization.closes": ["21:00:00", "20:00:00"]}
    answers = {
        "organization.help_answer": ["(hidden)", "(hidden)"],
        "organization.retention_days": [None, 365],
    }
    return [
        an_entry(1, "put_settings", "u-1", minutes=4, changes=hours | answers),
        an_entry(2, "post_campaign_send", "u-3", minutes=31, ids={"campaign_id": RUNNING, "blast_id": "b-1"}),
        an_entry(
            3,
            "post_stop_all",
            "u-2",
            minutes=50,
            action="STOPPED_ALL",
            details={"stopped": 2},
            ids={"campaign_id": DONE},
        ),
        an_entry(
            4,
            "patch_member",
            "u-3",
            minutes=64,
            state="REFUSED",
            status=403,
            problem="forbidden",
            ids={"user_id": "u-5"},
        ),
        an_entry(5, "post_number_purchase", "u-3", minutes=95, ids={"job_id": "j-7"}),
        an_entry(
            6, "post_export", "4f0f3ad2-6f6e-4a6f-9d0d-5a2f63e0b1c7", minutes=540, ids={"export_id": "e-2"}
        ),
        an_entry(
            7,
            "remove_opt_out",
            "u-1",
            minutes=1500,
            reason="She called and asked for it.",
            ids={"phone": "…43"},
        ),
        an_entry(
            8,
            "post_load_start",
            "u-4",
            minutes=1700,
            state="STARTED",
            status=None,
            ids={"campaign_id": RUNNING},
        ),
        an_entry(9, "post_member", "u-0", minutes=4300, ids={"user_id": "u-5"}),
    ]


def an_entry(n: int, operation: str, user_id: str, *, minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "entry_id": f"e-{n}",
        "at": ago(minutes=minutes),
        "action": "REQUEST",
        "state": "DONE",
        "user_id": user_id,
        "operation": operation,
        "route": f"/v1/organizations/<organization_id>/{operation.partition('_')[2].replace('_', '-')}",
        "subject": "",
        "ids": {},
        "reason": "",
        "status": 200,
        "problem": "",
        "changes": {},
        "details": {},
        **changes,
    }


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()
