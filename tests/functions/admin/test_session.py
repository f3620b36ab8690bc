"""Signing in, a first password, staying signed in, signing out."""

from dataclasses import replace

import pytest

from groundswell.entrypoints import session_cookie
from groundswell.settings import settings
from groundswell.usecases.create_first_owner import create_first_owner
from tests.support.http import ask

EMAIL = "ada@example.org"
PASSWORD = "Correct-horse-7-battery"


@pytest.fixture
def ada(people):
    return create_first_owner(EMAIL, "Friends of the River", PASSWORD)


def sign_in(handler, password=PASSWORD, email=EMAIL):
    return ask(handler, "POST", "/v1/session", body={"email": email, "password": password})


def cookie_of(answer):
    return answer.cookies[0].split(";")[0]


def test_signing_in_gives_a_token_and_a_cookie_no_script_can_read(handler, ada):
    answer = sign_in(handler)
    assert answer.status == 200
    assert answer.json["access_token"]
    assert answer.json["expires_in"] > 0
    (cookie,) = answer.cookies
    assert cookie.startswith("groundswell_session=")
    for part in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/v1/session", "Max-Age=2592000"):
        assert part in cookie
    refresh_token = cookie_of(answer).partition("=")[2]
    assert refresh_token not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_on_plain_http_the_cookie_is_not_marked_secure(handler, ada, monkeypatch):
    local = replace(settings(), public_base_url="http://127.0.0.1:8787")
    monkeypatch.setattr(session_cookie, "settings", lambda: local)
    cookie = sign_in(handler).cookies[0]
    assert "Secure" not in cookie


def test_an_email_may_be_written_in_capitals(handler, ada):
    assert sign_in(handler, email="  ADA@Example.org ").status == 200


def test_a_wrong_password_and_an_unknown_person_read_the_same(handler, ada):
    wrong, unknown = sign_in(handler, "nope"), sign_in(handler, email="nobody@example.org")
    assert wrong.status == unknown.status == 401
    assert wrong.json == unknown.json


def test_a_temporary_password_has_to_be_changed_at_the_first_sign_in(handler, people):
    first = create_first_owner(EMAIL, "Friends of the River")
    asked = sign_in(handler, first.password)
    assert asked.status == 200
    assert asked.json["access_token"] is None
    assert asked.json["challenge"] == "NEW_PASSWORD_REQUIRED"
    assert asked.cookies == []
    body = {"email": EMAIL, "challenge": asked.json["challenge"], "session": asked.json["session"]}
    missing = ask(handler, "POST", "/v1/session/challenge", body=body)
    assert missing.status == 422
    assert missing.json["errors"][0]["field"] == "new_password"
    answer = ask(handler, "POST", "/v1/session/challenge", body={**body, "new_password": PASSWORD})
    assert answer.status == 200
    assert answer.json["access_token"]
    assert sign_in(handler).json["access_token"]


def test_the_cookie_gives_a_new_token(handler, ada):
    cookie = cookie_of(sign_in(handler))
    answer = ask(handler, "POST", "/v1/session/refresh", cookies=["theme=dark", cookie])
    assert answer.status == 200
    assert answer.json["access_token"]


@pytest.mark.parametrize("cookies", [None, [], ["groundswell_session="], ["groundswell_session=forged"]])
def test_without_a_good_cookie_there_is_no_new_token(handler, ada, cookies):
    assert ask(handler, "POST", "/v1/session/refresh", cookies=cookies).status == 401


def test_signing_out_ends_the_session_and_takes_the_cookie_away(handler, ada):
    cookie = cookie_of(sign_in(handler))
    answer = ask(handler, "DELETE", "/v1/session", cookies=[cookie])
    assert answer.status == 204
    assert ask(handler, "POST", "/v1/session/refresh", cookies=[cookie]).status == 401
    assert ask(handler, "DELETE", "/v1/session", cookies=[cookie]).status == 204
    assert "Max-Age=0" in answer.cookies[0]
    assert answer.cookies[0].startswith("groundswell_session=;")


def test_a_weak_new_password_is_refused_with_the_rule(handler, people):
    first = create_first_owner(EMAIL, "Friends of the River")
    asked = sign_in(handler, first.password).json
    body = {
        "email": EMAIL,
        "challenge": asked["challenge"],
        "session": asked["session"],
        "new_password": "short",
    }
    answer = ask(handler, "POST", "/v1/session/challenge", body=body)
    assert answer.status == 422
    assert "12 characters" in answer.json["errors"][0]["remedy"]


def test_a_challenge_session_of_somebody_else_is_refused(handler, people):
    create_first_owner("eve@example.org", "Others", PASSWORD)
    first = create_first_owner(EMAIL, "Friends of the River")
    asked = sign_in(handler, first.password).json
    body = {
        "email": "eve@example.org",
        "challenge": asked["challenge"],
        "session": asked["session"],
        "new_password": PASSWORD,
    }
    assert ask(handler, "POST", "/v1/session/challenge", body=body).status == 401


def test_too_many_attempts_are_429(handler, ada, people):
    people.busy = True
    answer = sign_in(handler)
    assert answer.status == 429
    assert answer.headers["retry-after"]


def test_one_name_may_try_ten_times_in_fifteen_minutes(handler, ada):
    statuses = [sign_in(handler, "nope").status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    refused = sign_in(handler)
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= 900


def test_answers_to_a_challenge_are_counted_with_the_sign_ins(handler, ada):
    body = {"email": EMAIL, "challenge": "SOFTWARE_TOKEN_MFA", "session": "s" * 30, "code": "123456"}
    statuses = [ask(handler, "POST", "/v1/session/challenge", body=body).status for _ in range(11)]
    assert statuses == [401] * 10 + [429]


@pytest.mark.parametrize("session", ["x", "x" * 4000])
def test_a_session_of_an_impossible_length_is_refused_and_breaks_nothing(handler, ada, session):
    body = {"email": EMAIL, "challenge": "SOFTWARE_TOKEN_MFA", "session": session, "code": "123456"}
    assert ask(handler, "POST", "/v1/session/challenge", body=body).status == 401
