"""Every request that may change something leaves exactly one entry, whatever becomes of it, and no secrets in it."""

import json
from dataclasses import replace

import pytest

from groundswell import secrets
from groundswell.domain.audit import AuditState
from groundswell.domain.organization import Role
from groundswell.entrypoints import http
from groundswell.extensions.service_vendors.fakeservice import memory as fake_carrier
from groundswell.tables import audit, campaigns
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER, TEXTER
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign
from tests.support.http import ask
from tests.support.routes import IDS, all_rules, path_of

ONE = f"{HOME}/campaigns/{CAMPAIGN}"
PHONE, SECRET, NAME = "+12025550123", "hush-hush-4711", "Ada Lovelace"
SETTINGS = {"name": "Friends", "opens": "09:00", "closes": "20:00", "service_managers": []}
WORK = [
    ("POST", f"{HOME}/campaigns", {"name": NAME, "text": f"Call {PHONE}"}, {}),
    ("PATCH", ONE, {"text": f"Call {PHONE} now"}, {}),
    ("POST", f"{ONE}/copy", {}, {}),
    ("POST", f"{ONE}/loads", {}, {}),
    ("PUT", f"{ONE}/numbers", {"wanted": []}, {}),
    ("PUT", f"{HOME}/settings", SETTINGS, {}),
    ("PUT", f"{HOME}/service-vendors/fakeservice", {"secrets": {"webhook_secret": SECRET}}, {}),
    ("POST", f"{HOME}/opt-outs", {"phone": PHONE, "reason": "Asked on the phone"}, {}),
    ("POST", f"{HOME}/opt-outs/imports", {"phones": [PHONE], "reason": "An old list"}, {}),
    ("DELETE", f"{HOME}/opt-outs/{PHONE}", None, {"reason": "She called and asked for texts"}),
    ("POST", f"{HOME}/stop-all", None, {}),
    ("POST", f"{HOME}/dead-letters/replay-all", None, {}),
]


@pytest.fixture(autouse=True)
def _forget():
    yield
    fake_carrier.forget()
    secrets.forget()


def entries(organization_id: str = ORGANIZATION):
    return audit.list_page(organization_id, limit=200)[0]


def test_every_route_that_changes_something_leaves_exactly_one_entry(handler, members, aws):
    """Most of these are refused, as there is nothing at their addresses; refused ones count as well."""
    asked = 0
    for method, path, rule in all_rules():
        if method == "GET" or not isinstance(rule, Role):
            continue
        asked += 1
        key = {"Idempotency-Key": f"k{asked}"}
        answer = ask(handler, method, path_of(path), user=USER, body={"phone": IDS["phone"]}, headers=key)
        found = entries()
        assert len(found) == asked, (method, path)
        assert found[0].route == f"{method} {path.replace('<', '{').replace('>', '}')}"
        assert found[0].status == answer.status, (method, path)
        ended = AuditState.DONE if answer.status < 400 else AuditState.REFUSED
        assert found[0].state is ended, (method, path, answer.text)
        assert (found[0].problem == "") == (answer.status < 400)
    assert asked > 20
    assert IDS["phone"] not in json.dumps(aws.rows("audit"), default=str)


def test_what_is_done_leaves_exactly_one_entry_without_secrets_or_numbers(owner, aws):
    campaigns.add(a_campaign())
    for done, (method, path, body, query) in enumerate(WORK, 1):
        answer = owner(method, path, body=body, query=query, headers={"Idempotency-Key": f"k{done}"})
        assert answer.status < 300, (method, path, answer.text)
        found = entries()
        assert len(found) == done, (method, path)
        assert (found[0].state, found[0].status, found[0].user_id) == (AuditState.DONE, answer.status, USER)
    told = json.dumps(aws.rows("audit"), default=str)
    assert "secrets.fakeservice.webhook_secret" in told  # its name is told
    for secret in (PHONE, PHONE[1:], SECRET, "Call"):
        assert secret not in told


def test_before_and_after_are_told(owner):
    campaigns.add(a_campaign(name="Old"))
    owner("PATCH", ONE, body={"name": "New", "text": "Other words"})
    owner("PUT", f"{HOME}/settings", body=SETTINGS)
    settings, campaign = owner("GET", f"{HOME}/audit").json["items"]
    assert campaign["changes"] == {"campaign.name": ["Old", "New"], "campaign.text": ["(hidden)", "(hidden)"]}
    assert settings["changes"]["organization.opens"] == ["08:00:00", "09:00:00"]
    assert (campaign["subject"], campaign["operation"]) == (CAMPAIGN, "patch_campaign")


def test_what_was_made_is_named(owner):
    made = owner("POST", f"{HOME}/campaigns", body={"name": "New"}).json["campaign_id"]
    (entry,) = owner("GET", f"{HOME}/audit", query={"subject": made}).json["items"]
    assert entry["ids"] == {"campaign_id": made}


def test_whoever_is_kept_out_at_the_door_leaves_none(handler, members):
    for user in (TEXTER, STRANGER, None):
        assert ask(handler, "POST", f"{HOME}/stop-all", user=user).status in (401, 403, 404)
    assert entries() == []
    assert entries(OTHER) == []


def test_a_repeated_request_says_that_it_was_one(owner):
    key = {"Idempotency-Key": "k"}
    for _ in range(2):
        owner("POST", f"{HOME}/campaigns", body={"name": "Once"}, headers=key)
    again, first = entries()
    assert (first.details, again.details) == ({}, {"replayed": True})


def test_a_request_that_dies_leaves_its_entry_standing(owner, monkeypatch):
    campaigns.add(a_campaign())

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt  # as a time-out of Lambda: no code of ours runs afterwards

    monkeypatch.setattr(campaigns, "move", die)
    with pytest.raises(KeyboardInterrupt):
        owner("PATCH", ONE, body={"name": "New"})
    (entry,) = entries()
    assert (entry.state, entry.status, entry.operation) == (AuditState.STARTED, None, "patch_campaign")


def test_after_an_error_of_ours_the_outcome_counts_as_unknown(owner, monkeypatch):
    campaigns.add(a_campaign())
    monkeypatch.setattr(campaigns, "move", lambda *_: 1 / 0)
    assert owner("PATCH", ONE, body={"name": "New"}).status == 500
    (entry,) = entries()
    assert (entry.state, entry.status, entry.problem) == (AuditState.STARTED, 500, "unexpected")


def test_without_an_entry_nothing_is_done(owner, monkeypatch):
    campaigns.add(a_campaign(name="Old"))
    monkeypatch.setattr(audit._Row, "save", lambda *_, **__: 1 / 0)
    assert owner("PATCH", ONE, body={"name": "New"}).status == 500
    assert campaigns.get(ORGANIZATION, CAMPAIGN).name == "Old"


def test_what_is_done_is_answered_even_if_its_outcome_cannot_be_written(owner, monkeypatch):
    campaigns.add(a_campaign())
    monkeypatch.setattr(audit, "close", lambda _: 1 / 0)
    assert owner("PATCH", ONE, body={"name": "New"}).status == 200
    assert entries()[0].state is AuditState.STARTED


def test_the_list_can_be_filtered_and_paged(owner, handler):
    campaigns.add(a_campaign())
    for n in range(3):
        owner("PATCH", ONE, body={"name": f"Name {n}"})
        ask(handler, "PATCH", ONE, user=ADMIN, body={"name": n})
    owner("POST", f"{HOME}/stop-all")

    def listed(**query: str):
        return owner("GET", f"{HOME}/audit", query=query).json["items"]

    assert len(listed()) == 7
    assert {one["state"] for one in listed(user_id=ADMIN)} == {"REFUSED"}
    assert [one["problem"] for one in listed(state="REFUSED")] == ["invalid"] * 3
    assert [one["operation"] for one in listed(action="STOPPED_ALL")] == ["post_stop_all"]
    assert len(listed(operation="patch_campaign", state="DONE", subject=CAMPAIGN)) == 3
    assert listed(subject="nothing") == []
    first = owner("GET", f"{HOME}/audit", query={"limit": "2", "user_id": ADMIN}).json
    rest = listed(limit="2", user_id=ADMIN, cursor=first["next_cursor"])
    assert len({one["entry_id"] for one in first["items"] + rest}) == 3
    assert owner("GET", f"{HOME}/audit", query={"action": "NONSENSE"}).status == 422


def test_the_last_stop_is_found_however_long_ago(owner, monkeypatch):
    owner("POST", f"{HOME}/stop-all")
    (stop,) = entries()
    for n in range(5):
        audit.add(replace(stop, entry_id=f"e{n}", action=audit.AuditAction.SEND_RELEASED))
    assert owner("GET", f"{HOME}/stop-all").json["pressed_by"] == USER


def test_problem_kinds_are_worked_out_once(owner, monkeypatch):
    """An unexpected error is on record once, not once for the audit and once for the answer."""
    campaigns.add(a_campaign())
    monkeypatch.setattr(campaigns, "move", lambda *_: 1 / 0)
    seen = []
    monkeypatch.setattr(http, "log_unexpected", seen.append)
    owner("PATCH", ONE, body={"name": "New"})
    assert len(seen) == 1
