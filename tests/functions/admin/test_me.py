"""What a person does with their own account: see it, a second factor, a new password, signing out everywhere."""

import pytest

from groundswell import clock
from groundswell.usecases.create_first_owner import create_first_owner
from tests.support.http import ask
from tests.support.totp import totp, wrong_totp

EMAIL = "ada@example.org"
PASSWORD = "Correct-horse-7-battery"


@pytest.fixture
def ada(people):
    return create_first_owner(EMAIL, "Friends of the River", PASSWORD)


@pytest.fixture
def me(handler, ada, people):
    """Ask as Ada, with a token that Cognito honours."""
    token = people.token_of(EMAIL)

    def request(method, path="", **given):
        headers = {"authorization": f"Bearer {token}"}
        claims = given.pop("claims", {"iat": str(int(clock.real_now().timestamp()))})
        given |= {"user": ada.user_id, "headers": headers, "claims": {"sub": ada.user_id, **claims}}
        return ask(handler, method, f"/v1/me{path}", **given)

    return request


def sign_in(handler, password=PASSWORD):
    return ask(handler, "POST", "/v1/session", body={"email": EMAIL, "password": password})


def enrol(me):
    secret = me("POST", "/totp").json["secret"]
    assert me("POST", "/totp/confirm", body={"code": totp(secret)}).status == 204
    return secret


def test_i_see_who_i_am_and_where_i_may_work(me, ada):
    assert me("GET").json == {
        "user_id": ada.user_id,
        "email": EMAIL,
        "name": "",
        "totp": False,
        "memberships": [
            {
                "organization_id": ada.organization_id,
                "organization_name": "Friends of the River",
                "role": "OWNER",
                "confirmed": True,
            }
        ],
    }


def test_without_a_token_cognito_cannot_be_asked(handler, ada):
    for headers in ({}, {"authorization": "Bearer "}, {"authorization": "Basic abc"}):
        assert ask(handler, "GET", "/v1/me", user=ada.user_id, headers=headers).status == 401


def test_a_second_factor_is_enrolled_and_then_asked_for(handler, me):
    answer = me("POST", "/totp")
    assert answer.status == 201
    secret = answer.json["secret"]
    assert answer.json["otpauth_uri"] == (
        f"otpauth://totp/Groundswell:ada@example.org?secret={secret}&issuer=Groundswell"
    )
    assert me("GET").json["totp"] is False
    assert sign_in(handler).json["access_token"]
    wrong = me("POST", "/totp/confirm", body={"code": wrong_totp(secret)})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "code")
    assert me("POST", "/totp/confirm", body={"code": totp(secret)}).status == 204
    assert me("GET").json["totp"] is True

    asked = sign_in(handler).json
    assert (asked["access_token"], asked["challenge"]) == (None, "SOFTWARE_TOKEN_MFA")
    body = {"email": EMAIL, "challenge": asked["challenge"], "session": asked["session"]}
    refused = ask(handler, "POST", "/v1/session/challenge", body={**body, "code": wrong_totp(secret)})
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "code")
    done = ask(handler, "POST", "/v1/session/challenge", body={**body, "code": totp(secret)})
    assert done.json["access_token"]
    assert done.cookies


def test_a_factor_in_force_is_not_replaced_without_its_code(me):
    enrol(me)
    again = me("POST", "/totp")
    assert again.status == 409
    assert "/v1/me/totp" in again.json["detail"]
    assert me("GET").json["totp"] is True


def test_the_factor_goes_with_a_last_code(handler, me):
    secret = enrol(me)
    assert me("DELETE", "/totp", body={"code": wrong_totp(secret)}).status == 422
    assert me("GET").json["totp"] is True
    assert me("DELETE", "/totp", body={"code": totp(secret)}).status == 204
    assert me("DELETE", "/totp", body={"code": totp(secret)}).status == 204
    assert sign_in(handler).json["access_token"]


def test_a_code_without_a_secret_is_refused(me):
    assert me("POST", "/totp/confirm", body={"code": "123456"}).status == 422


def test_both_of_cognitos_ways_to_refuse_a_code_count(me, people, monkeypatch):
    secret = enrol(me)
    monkeypatch.setattr(people, "verify_software_token", lambda **_: {"Status": "ERROR"})
    assert me("DELETE", "/totp", body={"code": totp(secret)}).status == 422
    assert me("GET").json["totp"] is True


@pytest.mark.parametrize("code", ["12345", "abcdef", "1234567", "１２３４５６"])
def test_a_code_that_cannot_be_one_is_refused_at_the_door(me, code):
    assert me("POST", "/totp/confirm", body={"code": code}).status == 422


def test_codes_cannot_be_guessed_for_long(me):
    me("POST", "/totp")
    statuses = [me("POST", "/totp/confirm", body={"code": "000000"}).status for _ in range(11)]
    assert statuses[-1] == 429


def test_a_new_password_needs_the_old_one(handler, me):
    new = "Another-horse-8-battery"
    wrong = me("PUT", "/password", body={"old_password": "guessed", "new_password": new})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "old_password")
    weak = me("PUT", "/password", body={"old_password": PASSWORD, "new_password": "short"})
    assert (weak.status, weak.json["errors"][0]["field"]) == (422, "new_password")
    assert me("PUT", "/password", body={"old_password": PASSWORD, "new_password": new}).status == 204
    assert sign_in(handler).status == 401
    assert sign_in(handler, new).status == 200


def test_signing_out_everywhere_ends_tokens_and_cookies_at_once(handler, me, ada, people):
    cookie = sign_in(handler).cookies[0].split(";")[0]
    home = f"/v1/organizations/{ada.organization_id}"
    now = {"iat": str(int(clock.real_now().timestamp()))}
    assert ask(handler, "GET", home, user=ada.user_id, claims={"sub": ada.user_id, **now}).status == 200
    answer = me("DELETE", "/sessions")
    assert answer.status == 204
    assert "Max-Age=0" in answer.cookies[0]
    ended = ask(handler, "GET", home, user=ada.user_id, claims={"sub": ada.user_id, **now})
    assert (ended.status, ended.json["type"]) == (401, "/v1/docs#problem-session-ended")
    assert ask(handler, "POST", "/v1/session/refresh", cookies=[cookie]).status == 401
    assert me("GET").status == 401
    assert me("DELETE", "/sessions").status == 204
    later = {"sub": ada.user_id, "iat": str(int(clock.real_now().timestamp()) + 2)}
    assert ask(handler, "GET", home, user=ada.user_id, claims=later).status == 200


def test_who_i_am_is_not_told_to_a_token_from_before_even_if_cognito_still_would(handler, me, ada):
    from groundswell.tables import members

    members.end_tokens(ada.organization_id, ada.user_id, clock.real_now())
    assert me("GET", claims={"iat": "1700000000"}).status == 401
