"""People and API clients on the running stack: invited, signed in, with a second factor, without a password, gone."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.support.stack import Answer, Stack, call
from tests.support.tenants import FORM, PASSWORD, Tenant, add_tenant
from tests.support.totp import totp, wrong_totp

pytestmark = pytest.mark.stack
CHOSEN, LATER = "Chosen-by-Bo-2026", "Forgotten-once-2026"
MAILED = "654321"  # the emulator's only code


@pytest.fixture(scope="module")
def home(stack: Stack) -> Tenant:
    return add_tenant(stack, "People's house")


class Visitor:
    """Somebody with an access token, or nobody."""

    def __init__(self, stack: Stack, token: str = "") -> None:
        self.base = f"{stack.base_url}/v1"
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        return call(f"{self.base}{path}", method=method, body=body, headers={**self.headers, **headers})


def sign_in(stack: Stack, email: str, password: str) -> Answer:
    return Visitor(stack).ask("POST", "/session", {"email": email, "password": password})


def answer(stack: Stack, email: str, asked: Answer, **given: str) -> Answer:
    body = {"email": email, "challenge": asked.json["challenge"], "session": asked.json["session"], **given}
    return Visitor(stack).ask("POST", "/session/challenge", body)


def token_of(stack: Stack, email: str, password: str = PASSWORD) -> str:
    return str(sign_in(stack, email, password).json["access_token"])


def invited(stack: Stack, home: Tenant, role: str = "TEXTER") -> tuple[Visitor, Any]:
    """The owner, and the answer to an invitation of somebody new."""
    owner = Visitor(stack, token_of(stack, home.email))
    body = {"email": f"{uuid4().hex[:8]}@example.org", "name": "Bo", "role": role}
    made = owner.ask("POST", f"/organizations/{home.organization_id}/members", body)
    assert made.status == 201
    return owner, made.json


def settled(stack: Stack, home: Tenant, role: str = "TEXTER") -> tuple[Visitor, Any, Visitor]:
    """The owner, an invited person, and that person signed in with a password of their own."""
    owner, bo = invited(stack, home, role)
    asked = sign_in(stack, bo["email"], bo["temporary_password"])
    done = answer(stack, bo["email"], asked, new_password=CHOSEN)
    assert done.status == 200, done.body
    return owner, bo, Visitor(stack, done.json["access_token"])


def test_from_an_invitation_to_being_switched_off(stack: Stack, home: Tenant) -> None:
    path = f"/organizations/{home.organization_id}"
    owner, bo = invited(stack, home)
    email, asked = bo["email"], sign_in(stack, bo["email"], bo["temporary_password"])
    assert asked.json["challenge"] == "NEW_PASSWORD_REQUIRED"
    assert answer(stack, email, asked, new_password="weak").status == 422
    first = answer(stack, email, asked, new_password=CHOSEN)
    me = Visitor(stack, first.json["access_token"])
    assert me.ask("GET", path).json["role"] == "TEXTER"

    secret = me.ask("POST", "/me/totp").json["secret"]
    assert me.ask("POST", "/me/totp/confirm", {"code": wrong_totp(secret)}).status == 422
    assert me.ask("POST", "/me/totp/confirm", {"code": totp(secret)}).status == 204
    assert me.ask("GET", "/me").json["totp"] is True
    cookie = {"cookie": first.headers["set-cookie"].split(";")[0]}
    assert me.ask("DELETE", "/session", **cookie).status == 204
    assert me.ask("POST", "/session/refresh", **cookie).status == 401

    asked = sign_in(stack, email, CHOSEN)
    assert (asked.json["challenge"], asked.json["access_token"]) == ("SOFTWARE_TOKEN_MFA", None)
    assert answer(stack, email, asked, code=wrong_totp(secret)).status == 422
    assert answer(stack, email, asked, code=totp(secret)).json["access_token"]

    assert me.ask("POST", "/session/reset", {"email": email}).status == 202
    body = {"email": email, "code": MAILED, "new_password": LATER}
    assert me.ask("POST", "/session/reset/confirm", {**body, "code": "000000"}).status == 422
    assert me.ask("POST", "/session/reset/confirm", body).status == 204
    assert me.ask("GET", path).status == 401
    assert sign_in(stack, email, CHOSEN).status == 401
    again = answer(stack, email, sign_in(stack, email, LATER), code=totp(secret))
    me = Visitor(stack, again.json["access_token"])
    assert me.ask("GET", path).status == 200

    off = owner.ask("PATCH", f"{path}/members/{bo['user_id']}", {"active": False})
    assert off.json["active"] is False
    assert me.ask("GET", path).status == 403


def test_a_password_is_changed_with_the_old_one(stack: Stack, home: Tenant) -> None:
    _, bo, me = settled(stack, home)
    wrong = me.ask("PUT", "/me/password", {"old_password": "guessed", "new_password": LATER})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "old_password")
    assert me.ask("PUT", "/me/password", {"old_password": CHOSEN, "new_password": LATER}).status == 204
    assert sign_in(stack, bo["email"], LATER).json["access_token"]


def test_signing_out_everywhere_kills_tokens_that_are_still_good(stack: Stack, home: Tenant) -> None:
    path = f"/organizations/{home.organization_id}"
    _, bo, me = settled(stack, home)
    other = Visitor(stack, token_of(stack, bo["email"], CHOSEN))
    assert (me.ask("GET", path).status, other.ask("GET", path).status) == (200, 200)
    assert me.ask("DELETE", "/me/sessions").status == 204
    for visitor in (me, other):
        assert [visitor.ask("GET", one).status for one in (path, "/me")] == [401, 401]
    fresh = Visitor(stack, token_of(stack, bo["email"], CHOSEN))
    assert fresh.ask("GET", path).status == 200


def test_a_challenge_without_its_own_session_lets_nobody_in(stack: Stack, home: Tenant) -> None:
    _, bo = invited(stack, home)
    asked = sign_in(stack, bo["email"], bo["temporary_password"])
    forged = {"challenge": "NEW_PASSWORD_REQUIRED", "new_password": CHOSEN}
    for session, email in (("x" * 40, bo["email"]), (asked.json["session"], home.email)):
        refused = Visitor(stack).ask(
            "POST", "/session/challenge", {**forged, "email": email, "session": session}
        )
        assert refused.status == 401


def test_somebody_with_an_account_shows_the_mailbox_before_another_organization_opens(
    stack: Stack, home: Tenant, stranger: Tenant
) -> None:
    _, bo, me = settled(stack, home)
    host = Visitor(stack, token_of(stack, stranger.email))
    theirs = f"/organizations/{stranger.organization_id}"
    made = host.ask("POST", f"{theirs}/members", {"email": bo["email"], "role": "ADMIN"})
    assert (made.status, made.json["temporary_password"], made.json["confirmed"]) == (201, None, False)
    assert host.ask("POST", f"{theirs}/members/{bo['user_id']}/invitation").status == 409
    assert me.ask("GET", theirs).status == 403
    assert me.ask("POST", "/session/reset", {"email": bo["email"]}).status == 202
    body = {"email": bo["email"], "code": MAILED, "new_password": LATER}
    assert me.ask("POST", "/session/reset/confirm", body).status == 204
    assert Visitor(stack, token_of(stack, bo["email"], LATER)).ask("GET", theirs).status == 200


def token(stack: Stack, client: Any) -> Answer:
    body = {name: client[name] for name in ("client_id", "client_secret")}
    return Visitor(stack).ask("POST", "/session/token", {"grant_type": "client_credentials", **body})


def test_an_api_client_works_expires_and_is_revoked(stack: Stack, home: Tenant) -> None:
    path = f"/organizations/{home.organization_id}"
    owner = Visitor(stack, token_of(stack, home.email))
    wanted = {"name": "Nightly export", "role": "ADMIN", "expires_in_days": 1}
    client = owner.ask("POST", f"{path}/clients", wanted).json
    program = Visitor(stack, token(stack, client).json["access_token"])
    assert program.ask("GET", f"{path}/campaigns").status == 200
    assert program.ask("GET", f"{path}/audit").status == 403
    form = urlencode({"grant_type": "client_credentials", "client_id": client["client_id"],
                      "client_secret": client["client_secret"]}).encode()  # fmt: skip
    assert Visitor(stack).ask("POST", "/session/token", form, **{"content-type": FORM}).status == 200

    rotated = owner.ask("POST", f"{path}/clients/{client['client_id']}/secret").json
    assert program.ask("GET", f"{path}/campaigns").status == 401
    assert token(stack, client).status == 401
    program = Visitor(stack, token(stack, rotated).json["access_token"])
    assert program.ask("GET", f"{path}/campaigns").status == 200

    put_expiry(stack, home.organization_id, client["client_id"], "2020-01-01T00:00:00.000000+0000")
    assert (program.ask("GET", path).status, token(stack, rotated).status) == (401, 401)
    put_expiry(stack, home.organization_id, client["client_id"], "2099-01-01T00:00:00.000000+0000")
    assert program.ask("GET", path).status == 200

    assert owner.ask("DELETE", f"{path}/clients/{client['client_id']}").status == 204
    assert (program.ask("GET", path).status, token(stack, rotated).status) == (403, 401)


def put_expiry(stack: Stack, organization_id: str, client_id: str, at: str) -> None:
    """A day is long for a test."""
    stack.aws("dynamodb").update_item(
        TableName=stack.outputs["OrganizationsTable"],
        Key={"organization_id": {"S": organization_id}, "record": {"S": f"MEMBER#{client_id}"}},
        UpdateExpression="SET expires_at = :at",
        ExpressionAttributeValues={":at": {"S": at}},
    )
