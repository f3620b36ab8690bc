"""A forgotten password: nobody learns who has an account, and only the mailbox sets a new password."""

import pytest

from groundswell.domain.api_client import client_email
from groundswell.usecases.create_first_owner import create_first_owner
from tests.support.http import ask
from tests.support.people import RESET_CODE

EMAIL = "ada@example.org"
OLD, NEW = "Correct-horse-7-battery", "Another-horse-8-battery"


@pytest.fixture
def ada(people):
    return create_first_owner(EMAIL, "Friends of the River", OLD)


def forget(handler, email=EMAIL):
    return ask(handler, "POST", "/v1/session/reset", body={"email": email})


def confirm(handler, code=RESET_CODE, email=EMAIL, password=NEW):
    body = {"email": email, "code": code, "new_password": password}
    return ask(handler, "POST", "/v1/session/reset/confirm", body=body)


def sign_in(handler, password):
    return ask(handler, "POST", "/v1/session", body={"email": EMAIL, "password": password})


def test_the_code_of_the_mail_sets_a_new_password(handler, ada, people):
    assert forget(handler, " ADA@example.org").status == 202
    assert people.mailed == [EMAIL]
    assert confirm(handler).status == 204
    assert sign_in(handler, OLD).status == 401
    assert sign_in(handler, NEW).status == 200


def test_every_address_is_answered_the_same(handler, ada, people):
    create_first_owner("pending@example.org", "Others")
    asked = [EMAIL, "nobody@example.org", "pending@example.org", client_email("1")]
    answers = [forget(handler, email) for email in asked]
    assert {(one.status, one.text) for one in answers} == {(202, answers[0].text)}
    assert people.mailed == [EMAIL]


def test_a_wrong_code_reads_the_same_whether_or_not_there_is_an_account(handler, ada):
    forget(handler)
    wrong, unknown = confirm(handler, "000000"), confirm(handler, "000000", "nobody@example.org")
    assert wrong.status == unknown.status == 422
    assert wrong.json["errors"] == unknown.json["errors"]
    weak = [confirm(handler, password="short", email=email) for email in (EMAIL, "nobody@example.org")]
    assert weak[0].json["errors"] == weak[1].json["errors"]
    assert weak[0].json["errors"][0]["field"] == "new_password"


def test_a_code_is_good_once(handler, ada):
    forget(handler)
    confirm(handler)
    again = confirm(handler, password="Third-horse-9-battery")
    assert again.status == 422
    assert sign_in(handler, NEW).status == 200


def test_every_session_from_before_is_over(handler, ada, people):
    home = f"/v1/organizations/{ada.organization_id}"
    cookie = sign_in(handler, OLD).cookies[0].split(";")[0]
    earlier = {"user": ada.user_id, "claims": {"iat": "1700000000"}}
    assert ask(handler, "GET", home, **earlier).status == 200
    forget(handler)
    assert confirm(handler).status == 204
    ended = ask(handler, "GET", home, **earlier)
    assert (ended.status, ended.json["type"]) == (401, "/v1/docs#problem-session-ended")
    assert ask(handler, "POST", "/v1/session/refresh", cookies=[cookie]).status == 401


def test_guessing_a_code_ends_after_ten_tries(handler, ada):
    forget(handler)
    statuses = [confirm(handler, f"{guess:06d}").status for guess in range(10)]
    assert statuses == [422] * 9 + [429]
    assert confirm(handler).status == 429


def test_too_much_at_once_is_told_and_not_taken_for_done(handler, ada, people, monkeypatch):
    from tests.support.people import _error

    def refuse(**_):
        raise _error("TooManyRequestsException")

    monkeypatch.setattr(people, "forgot_password", refuse)
    assert forget(handler).status == 429
