"""Members through the API: who may see and change them, what an invitation shows, and what is kept of it."""

from functools import partial

import pytest

from groundswell.domain.organization import Role
from groundswell.tables import members as member_rows
from tests.functions.admin.conftest import ADMIN, FORMER, HOME, OTHER, STRANGER, TEXTER
from tests.support.build import ORGANIZATION, USER
from tests.support.http import ask

NEW = {"email": " Bo@Example.org ", "name": "Bo", "role": "TEXTER"}


@pytest.fixture
def owner(handler, members, people):
    return partial(ask, handler, user=USER)


def test_an_invitation_shows_a_temporary_password_once(handler, owner, people, aws):
    made = owner("POST", f"{HOME}/members", body=NEW)
    assert made.status == 201
    assert (made.json["email"], made.json["name"], made.json["confirmed"]) == ("bo@example.org", "Bo", True)
    password = made.json["temporary_password"]
    assert people.users["bo@example.org"].password == password
    assert made.json["temporary_password_expires_at"]
    one = owner("GET", f"{HOME}/members/{made.json['user_id']}")
    assert one.status == 200
    assert password not in one.text
    assert "temporary_password" not in one.json
    for table in ("organizations", "idempotency", "audit"):
        assert password not in str(aws.rows(table))


def test_no_answer_with_a_password_is_kept_for_an_idempotency_key(owner, aws):
    key = {"idempotency-key": "0123456789abcdef"}
    assert owner("POST", f"{HOME}/members", body=NEW, headers=key).status == 201
    again = owner("POST", f"{HOME}/members", body=NEW, headers=key)
    assert (again.status, again.json["type"]) == (409, "/v1/docs#problem-conflict")
    assert aws.rows("idempotency") == []


def test_an_admin_sees_members_and_changes_none(handler, owner):
    admin = partial(ask, handler, user=ADMIN)
    listed = admin("GET", f"{HOME}/members")
    assert {one["user_id"] for one in listed.json["items"]} == {USER, ADMIN, TEXTER, FORMER}
    assert admin("GET", f"{HOME}/members/{TEXTER}").status == 200
    assert admin("POST", f"{HOME}/members", body=NEW).status == 403
    assert admin("PATCH", f"{HOME}/members/{TEXTER}", body={"active": False}).status == 403
    assert admin("DELETE", f"{HOME}/members/{TEXTER}").status == 403
    assert admin("POST", f"{HOME}/members/{TEXTER}/invitation").status == 403
    assert ask(handler, "GET", f"{HOME}/members", user=TEXTER).status == 403


def test_everybody_may_know_the_names_of_their_colleagues_and_nothing_else(handler, owner):
    owner("PATCH", f"{HOME}/members/{ADMIN}", body={"name": "Ada Okafor"})
    owner("PATCH", f"{HOME}/members/{FORMER}", body={"name": "Ben Cole"})
    told = ask(handler, "GET", f"{HOME}/colleagues", user=TEXTER)
    found = {one["user_id"]: one for one in told.json["items"]}
    assert found[ADMIN] == {"user_id": ADMIN, "name": "Ada Okafor", "active": True}
    assert found[FORMER] == {"user_id": FORMER, "name": "Ben Cole", "active": False}
    assert found[USER]["name"] == ""
    assert "@" not in told.text
    seen = ask(handler, "GET", f"{HOME}/colleagues", user=ADMIN).json["items"]
    assert "owner@example.org" in {one["name"] for one in seen}
    assert ask(handler, "GET", f"{HOME}/colleagues", user=STRANGER).status == 404


def test_the_list_goes_on_page_by_page(owner):
    first = owner("GET", f"{HOME}/members", query={"limit": "3"}).json
    second = owner("GET", f"{HOME}/members", query={"limit": "3", "cursor": first["next_cursor"]}).json
    found = [one["user_id"] for one in first["items"] + second["items"]]
    assert sorted(found) == sorted({USER, ADMIN, TEXTER, FORMER})
    assert second["next_cursor"] is None


def test_a_role_is_changed_from_the_version_that_was_seen(handler, owner):
    path = f"{HOME}/members/{TEXTER}"
    seen = owner("GET", path).headers["etag"]
    changed = owner("PATCH", path, body={"role": "ADMIN", "name": "Tess"}, headers={"if-match": seen})
    assert (changed.status, changed.json["role"], changed.json["name"]) == (200, "ADMIN", "Tess")
    assert changed.headers["etag"] != seen
    late = owner("PATCH", path, body={"role": "OWNER"}, headers={"if-match": seen})
    assert late.status == 412
    assert owner("DELETE", path, headers={"if-match": seen}).status == 412
    assert ask(handler, "GET", f"{HOME}/jobs", user=TEXTER).status == 200


def test_who_is_switched_off_is_refused_at_the_next_request(handler, owner):
    assert ask(handler, "GET", HOME, user=TEXTER).status == 200
    off = owner("PATCH", f"{HOME}/members/{TEXTER}", body={"active": False})
    assert (off.status, off.json["active"]) == (200, False)
    assert ask(handler, "GET", HOME, user=TEXTER).status == 403
    assert owner("PATCH", f"{HOME}/members/{TEXTER}", body={"active": True}).status == 200
    assert ask(handler, "GET", HOME, user=TEXTER).status == 200


def test_one_may_leave_and_is_a_stranger_then(handler, owner):
    assert ask(handler, "DELETE", f"{HOME}/members/{TEXTER}", user=TEXTER).status == 204
    assert ask(handler, "GET", HOME, user=TEXTER).status == 404
    assert owner("GET", f"{HOME}/members/{TEXTER}").status == 404
    assert owner("DELETE", f"{HOME}/members/{TEXTER}").status == 404


@pytest.mark.parametrize(
    ("method", "body"), [("PATCH", {"role": "ADMIN"}), ("PATCH", {"active": False}), ("DELETE", None)]
)
def test_the_last_active_owner_stays(owner, method, body):
    answer = owner(method, f"{HOME}/members/{USER}", body=body)
    assert answer.status == 409
    assert "Make somebody else an owner first." in answer.json["detail"]
    assert member_rows.get(ORGANIZATION, USER).is_owner


def test_with_another_owner_one_may_go(handler, owner):
    assert owner("PATCH", f"{HOME}/members/{ADMIN}", body={"role": "OWNER"}).status == 200
    assert owner("DELETE", f"{HOME}/members/{USER}").status == 204
    assert ask(handler, "DELETE", f"{HOME}/members/{ADMIN}", user=ADMIN).status == 409


def test_members_of_another_organization_are_not_found(handler, owner):
    assert owner("GET", f"{HOME}/members/{STRANGER}").status == 404
    assert owner("PATCH", f"{HOME}/members/{STRANGER}", body={"active": False}).status == 404
    assert owner("DELETE", f"{HOME}/members/{STRANGER}").status == 404
    assert ask(handler, "GET", f"/v1/organizations/{OTHER}/members", user=USER).status == 404
    assert member_rows.get(OTHER, STRANGER).active


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"role": "KING"},
        {"email": "client-1@clients.invalid"},
        {"surname": "x"},
        {"name": "x" * 201},
        {"email": f"{'a' * 120}@example.org"},
    ],
)
def test_a_wrong_invitation_is_refused_and_makes_no_account(owner, people, wrong):
    answer = owner("POST", f"{HOME}/members", body={**NEW, **wrong})
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] in wrong
    assert people.users == {}


def test_a_member_who_was_never_shown_to_own_the_mailbox_may_do_nothing_yet(handler, owner, people):
    people.admin_create_user(
        UserPoolId="us-east-1_test", Username="bo@example.org", TemporaryPassword="Temporary-1-password",
        MessageAction="SUPPRESS", UserAttributes=[{"Name": "custom:organization_id", "Value": OTHER}],
    )  # fmt: skip
    made = owner("POST", f"{HOME}/members", body={**NEW, "role": "OWNER"})
    assert (made.status, made.json["confirmed"], made.json["temporary_password"]) == (201, False, None)
    refused = ask(handler, "GET", HOME, user=made.json["user_id"])
    assert (refused.status, refused.json["type"]) == (403, "/v1/docs#problem-confirm-mailbox")
    assert "/v1/session/reset" in refused.json["detail"]


def test_what_happened_to_members_is_in_the_audit_without_who_they_are(owner):
    made = owner("POST", f"{HOME}/members", body=NEW).json
    owner("PATCH", f"{HOME}/members/{made['user_id']}", body={"role": Role.ADMIN})
    entries = owner("GET", f"{HOME}/audit", query={"limit": "10"})
    assert "bo@example.org" not in entries.text
    assert made["temporary_password"] not in entries.text
    assert ["TEXTER", "ADMIN"] in [one["changes"].get("member.role") for one in entries.json["items"]]
