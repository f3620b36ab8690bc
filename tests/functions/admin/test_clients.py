"""API clients: a secret shown once, tokens for it, and an end of it by expiry, rotation or revocation."""

import base64
from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

import pytest

from groundswell import clock
from groundswell.tables import members as member_rows
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER
from tests.support.build import ORGANIZATION, USER
from tests.support.http import ask

NEW = {"name": "Nightly export", "role": "ADMIN", "expires_in_days": 30}


@pytest.fixture
def owner(handler, members, people):
    return partial(ask, handler, user=USER)


@pytest.fixture
def client(owner):
    made = owner("POST", f"{HOME}/clients", body=NEW)
    assert made.status == 201
    return made.json


def token(handler, client, **changes):
    given = {"client_id": client["client_id"], "client_secret": client["client_secret"], **changes}
    return ask(handler, "POST", "/v1/session/token", body={"grant_type": "client_credentials", **given})


def now():
    return int(clock.real_now().timestamp())


def use(handler, client, path="", issued=None):
    """A request with a token of that second, or of this one."""
    claims = {"sub": client["client_id"], "iat": str(issued or now())}
    return ask(handler, "GET", f"{HOME}{path}", user=client["client_id"], claims=claims)


def test_a_client_gets_tokens_and_may_do_what_its_role_may(handler, owner, client):
    answer = token(handler, client)
    assert answer.status == 200
    assert answer.json["token_type"] == "Bearer"
    assert answer.json["access_token"]
    assert 0 < answer.json["expires_in"] <= 3600
    assert answer.cookies == []
    assert use(handler, client, "/jobs").status == 200
    assert use(handler, client, "/audit").status == 403
    shown = owner("GET", f"{HOME}/clients/{client['client_id']}")
    assert shown.json["last_used_at"]
    assert client["client_secret"] not in shown.text


def test_the_secret_is_kept_nowhere_of_ours(owner, client, aws):
    assert len(client["client_secret"]) > 43
    for table in ("organizations", "idempotency", "audit", "rate_limits"):
        assert client["client_secret"] not in str(aws.rows(table))


def test_a_form_and_basic_authentication_do_as_well(handler, client):
    form = {"content-type": "application/x-www-form-urlencoded"}
    names = {"client_id": client["client_id"], "client_secret": client["client_secret"]}
    body = urlencode({"grant_type": "client_credentials", **names})
    assert ask(handler, "POST", "/v1/session/token", raw_body=body, headers=form).status == 200
    pair = base64.b64encode(":".join(names.values()).encode()).decode()
    headers = {**form, "authorization": f"Basic {pair}"}
    body = urlencode({"grant_type": "client_credentials"})
    assert ask(handler, "POST", "/v1/session/token", raw_body=body, headers=headers).status == 200


def test_wrong_id_wrong_secret_and_nothing_read_the_same(handler, client, people):
    answers = [
        token(handler, client, client_secret="Gs1-wrong"),
        token(handler, client, client_id="05e70000-4b1d-4e2a-9c3f-000000000000"),
        token(handler, client, client_id="x"),
        ask(handler, "POST", "/v1/session/token", body={"grant_type": "client_credentials"}),
    ]
    for empty in ({"client_id": None}, {"client_id": None, "client_secret": None}, {"client_secret": ""}):
        answers.append(token(handler, client, **empty))
    assert {one.status for one in answers} == {401}
    assert len({one.text for one in answers}) == 1
    assert token(handler, client, grant_type="password").status == 422


def test_neither_door_takes_the_others_people(handler, owner, client, people):
    body = {
        "email": member_rows.get(ORGANIZATION, client["client_id"]).email,
        "password": client["client_secret"],
    }
    assert ask(handler, "POST", "/v1/session", body=body).status == 401
    people.admin_create_user(UserPoolId="us-east-1_test", Username="ada@example.org", MessageAction="SUPPRESS",
                             TemporaryPassword="Correct-horse-7-battery", UserAttributes=[])  # fmt: skip
    ada = people.users["ada@example.org"]
    ada.temporary = False
    assert token(handler, client, client_id=ada.sub, client_secret="Correct-horse-7-battery").status == 401


def test_an_expired_client_is_refused_at_both_doors_at_once(handler, client, monkeypatch):
    start = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: start + timedelta(days=30) - timedelta(seconds=100))
    assert token(handler, client).json["expires_in"] <= 100
    assert use(handler, client).status == 200
    monkeypatch.setattr(clock, "real_now", lambda: start + timedelta(days=30, seconds=2))
    for answer in (token(handler, client), use(handler, client)):
        assert (answer.status, answer.json["type"]) == (401, "/v1/docs#problem-client-expired")


def test_a_new_secret_kills_the_old_one_and_its_tokens(handler, owner, client):
    before = now()
    rotated = owner("POST", f"{HOME}/clients/{client['client_id']}/secret")
    assert rotated.status == 200
    assert rotated.json["client_secret"] != client["client_secret"]
    assert token(handler, client).status == 401
    assert use(handler, client, issued=before).status == 401
    assert token(handler, rotated.json).status == 200
    assert use(handler, client, issued=now() + 2).status == 200


def test_a_revoked_client_is_refused_at_once_and_stays_on_the_list(handler, owner, client):
    path = f"{HOME}/clients/{client['client_id']}"
    assert owner("DELETE", path).status == 204
    assert owner("DELETE", path).status == 204
    assert use(handler, client).status == 403
    assert token(handler, client).status == 401
    assert [one["active"] for one in owner("GET", f"{HOME}/clients").json["items"]] == [False]
    assert owner("POST", f"{path}/secret").status == 409


def test_revoking_ends_the_client_even_if_its_account_stays(handler, owner, client, people, monkeypatch):
    monkeypatch.setattr(people, "admin_delete_user", lambda **_: None)
    assert owner("DELETE", f"{HOME}/clients/{client['client_id']}").status == 204
    assert token(handler, client).status == 401


def test_clients_and_people_are_listed_apart(owner, client):
    assert client["client_id"] not in owner("GET", f"{HOME}/members").text
    assert [one["client_id"] for one in owner("GET", f"{HOME}/clients").json["items"]] == [
        client["client_id"]
    ]
    assert owner("GET", f"{HOME}/members/{client['client_id']}").status == 404
    assert owner("PATCH", f"{HOME}/members/{client['client_id']}", body={"role": "OWNER"}).status == 404
    assert owner("DELETE", f"{HOME}/members/{client['client_id']}").status == 404
    for path in (f"/clients/{USER}", f"/clients/{USER}/secret"):
        method = "POST" if path.endswith("secret") else "GET"
        assert owner(method, HOME + path).status == 404
    assert owner("DELETE", f"{HOME}/clients/{USER}").status == 404


@pytest.mark.parametrize(
    "wrong",
    [{"role": "OWNER"}, {"expires_in_days": 0}, {"expires_in_days": 366}, {"name": ""}, {"scope": "x"}],
)
def test_a_wrong_client_is_refused(owner, people, wrong):
    answer = owner("POST", f"{HOME}/clients", body={**NEW, **wrong})
    assert answer.status == 422
    assert people.users == {}


def test_only_owners_and_only_of_this_organization_reach_its_clients(handler, owner, client):
    path = f"{HOME}/clients/{client['client_id']}"
    for method, address, body in (
        ("POST", f"{HOME}/clients", NEW),
        ("GET", path, None),
        ("DELETE", path, None),
    ):
        assert ask(handler, method, address, user=ADMIN, body=body).status == 403
        assert ask(handler, method, address, user=STRANGER, body=body).status == 404
    theirs = f"/v1/organizations/{OTHER}/clients/{client['client_id']}"
    assert ask(handler, "DELETE", theirs, user=STRANGER).status == 404
    assert token(handler, client).status == 200


def test_a_client_changes_no_password_and_enrols_no_factor(handler, client, people):
    bearer = {"authorization": f"Bearer {token(handler, client).json['access_token']}"}
    given = {"user": client["client_id"], "headers": bearer}
    passwords = {"old_password": client["client_secret"], "new_password": "Chosen-by-itself-1"}
    assert ask(handler, "PUT", "/v1/me/password", body=passwords, **given).status == 403
    assert ask(handler, "POST", "/v1/me/totp", **given).status == 403
    assert ask(handler, "GET", "/v1/me", **given).json["memberships"][0]["role"] == "ADMIN"


def test_secrets_cannot_be_guessed_for_long(handler, client):
    statuses = [token(handler, client, client_secret="Gs1-wrong").status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
