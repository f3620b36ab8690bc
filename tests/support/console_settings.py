"""What the API would answer to the settings of Riverside Tenants, and to the accounts of those who work there."""

from typing import Any

from tests.support.console import World
from tests.support.console_history import a_history
from tests.support.console_members import a_key, an_invitation, the_keys, the_people
from tests.support.console_shapes import HOME, ORGANIZATION, a_member, a_number, page, some_settings
from tests.support.console_world import a_world

SECTION = f"{HOME}/settings?section="
ACCOUNT = f"{HOME}/account"
FREE = ("+12125550143", "+12125550188", "+13475550121")
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
        ("GET", f"{HOME}/clients"): page(the_keys()),
        ("GET", f"{HOME}/audit"): a_history,
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
    for key in the_keys():
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
    """With all that an owner can set."""
    all_set = {
        "service_managers": ["sticky-sender"],
        "available_service_vendors": ["fakeservice", "twilio"],
        "available_service_managers": ["number-buyer", "sticky-sender"],
        "opt_out_confirmation": "You will receive no more messages from {organization}. Reply START to resubscribe.",
        "help_answer": "{organization}: we text tenants about repairs and meetings. Reply STOP to get no more.",
        "retention_days": 365,
        "version": 7,
    }
    return some_settings(**{**all_set, **changes})


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
