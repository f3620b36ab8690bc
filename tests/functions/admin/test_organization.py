"""The organization's settings, members and account with its vendor."""

import json
from dataclasses import replace
from functools import partial

import pytest

from groundswell import secrets
from groundswell.domain.errors import Conflict
from groundswell.extensions.service_vendors.errors import VendorBusy, VendorRefused
from groundswell.extensions.service_vendors.fakeservice import memory as fake_carrier
from groundswell.settings import settings
from groundswell.tables import organizations
from groundswell.usecases import open_vendor
from groundswell.usecases.connect_vendor import connect_vendor
from tests.functions.admin.conftest import HOME, TEXTER
from tests.support.build import ORGANIZATION
from tests.support.http import ask

SETTINGS = {"name": "River friends", "opens": "09:00", "closes": "20:30", "service_managers": []}
FAKE = f"{HOME}/service-vendors/fakeservice"
TWILIO = f"{HOME}/service-vendors/twilio"


@pytest.fixture(autouse=True)
def _fresh_vendor():
    yield
    fake_carrier.forget()
    secrets.forget()


def test_a_texter_sees_the_organization_and_their_role(handler, members):
    answer = partial(ask, handler, user=TEXTER)("GET", HOME)
    assert answer.status == 200
    assert answer.json["name"] == "Friends of the River"
    assert answer.json["role"] == "TEXTER"


def test_settings_are_changed_and_read_back(owner):
    answer = owner("PUT", f"{HOME}/settings", body=SETTINGS)
    assert answer.status == 200
    read = owner("GET", f"{HOME}/settings").json
    assert {name: read[name] for name in SETTINGS} == SETTINGS
    assert "fakeservice" in read["available_service_vendors"]
    assert read["version"] == 1


def test_a_pace_is_kept_and_taken_away_again(owner):
    pace = {"scope": "NUMBER", "segments_per_second": 1.0}
    assert owner("PUT", f"{HOME}/settings", body={**SETTINGS, "pace": pace}).json["pace"] == pace
    assert organizations.get(ORGANIZATION).pace.segments_per_second == 1
    assert owner("PUT", f"{HOME}/settings", body=SETTINGS).json["pace"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"opens": "07:59"}, "opens"),
        ({"closes": "21:01"}, "closes"),
        ({"opens": "12:00", "closes": "12:00"}, "closes"),
        ({"opens": "noon"}, "opens"),
        ({"name": ""}, "name"),
        ({"service_managers": ["no-such-manager"]}, "service_managers"),
        ({"service_managers": ["test-fake-example", "test-fake-example"]}, "service_managers"),
        ({"vendor": "x"}, "vendor"),
        ({"pace": {"scope": "ACCOUNT", "segments_per_second": 0}}, "pace"),
        ({"pace": {"scope": "CARRIER", "segments_per_second": 1}}, "pace.scope"),
    ],
)
def test_settings_that_cannot_be_are_refused(owner, change, field):
    answer = owner("PUT", f"{HOME}/settings", body={**SETTINGS, **change})
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == field
    assert answer.json["errors"][0]["remedy"]
    assert owner("GET", f"{HOME}/settings").json["version"] == 0


def test_of_two_changes_at_once_the_later_is_told(owner):
    etag = {"If-Match": owner("GET", f"{HOME}/settings").headers["etag"]}
    assert owner("PUT", f"{HOME}/settings", body=SETTINGS, headers=etag).status == 200
    assert owner("PUT", f"{HOME}/settings", body=SETTINGS, headers=etag).status == 412


def test_members_are_listed_with_their_roles(owner):
    found = {
        one["email"]: (one["role"], one["active"]) for one in owner("GET", f"{HOME}/members").json["items"]
    }
    assert found == {
        "admin@example.org": ("ADMIN", True),
        "former@example.org": ("OWNER", False),
        "owner@example.org": ("OWNER", True),
        "texter@example.org": ("TEXTER", True),
    }


def test_a_vendor_is_connected_and_its_secrets_never_come_back(owner, members):
    answer = owner("PUT", FAKE, body={"secrets": {"webhook_secret": "s3cret-value"}})
    assert answer.status == 200
    assert answer.json["in_use"] is True
    assert answer.json["secrets_set"] == ["webhook_secret"]
    read = owner("GET", FAKE)
    assert "s3cret-value" not in answer.text + read.text
    assert "s3cret-value" not in json.dumps(members.rows("organizations"), default=str)
    assert secrets.get(ORGANIZATION, "fakeservice") == {"webhook_secret": "s3cret-value"}


def test_a_secret_that_is_left_out_stays_and_an_empty_one_goes(owner):
    owner("PUT", FAKE, body={"secrets": {"webhook_secret": "s3cret-value"}})
    assert owner("PUT", FAKE, body={}).json["secrets_set"] == ["webhook_secret"]
    assert owner("PUT", FAKE, body={"secrets": {"webhook_secret": ""}}).json["secrets_set"] == []


def test_an_account_that_the_vendor_refuses_is_not_stored(owner):
    fake_carrier.world(ORGANIZATION).fail("check_account", VendorRefused("20003"))
    answer = owner("PUT", FAKE, body={"secrets": {"webhook_secret": "wrong"}})
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "secrets"
    assert secrets.get(ORGANIZATION, "fakeservice") == {}


def test_a_vendor_that_does_not_answer_is_429_and_nothing_is_stored(owner):
    fake_carrier.world(ORGANIZATION).fail("check_account", VendorBusy("busy"))
    assert owner("PUT", FAKE, body={"secrets": {"webhook_secret": "x"}}).status == 429
    assert secrets.get(ORGANIZATION, "fakeservice") == {}


def test_missing_and_unknown_fields_of_an_account_are_named(owner):
    missing = owner("PUT", TWILIO, body={"secrets": {"account_sid": "AC1"}})
    assert missing.status == 422
    assert missing.json["errors"][0]["field"] == "secrets.auth_token"
    unknown = owner("PUT", FAKE, body={"secrets": {"password": "x"}})
    assert unknown.json["errors"][0]["field"] == "secrets.password"
    setting = owner("PUT", FAKE, body={"settings": {"colour": "red"}})
    assert setting.json["errors"][0]["field"] == "settings.colour"


def test_an_unknown_vendor_is_not_found(owner):
    assert owner("GET", f"{HOME}/service-vendors/pigeon").status == 404
    assert owner("PUT", f"{HOME}/service-vendors/pigeon", body={}).status == 404


def test_a_manager_that_fails_is_named_but_the_account_is_stored(members, monkeypatch):
    from groundswell import hooks

    def fail(*_):
        raise hooks.ManagerFailed("test-fake-example")

    monkeypatch.setattr(hooks, "fire", fail)
    with pytest.raises(Conflict, match="account is stored"):
        connect_vendor(ORGANIZATION, "fakeservice", given={"webhook_secret": "x"}, settings={})
    assert organizations.get(ORGANIZATION).version == 1


def test_whether_there_is_a_carrier_and_a_real_one(handler, members, monkeypatch):
    texter = partial(ask, handler, user=TEXTER)
    assert texter("GET", HOME).json["carrier"] == "SIMULATED"  # it is the fakeservice
    organization = organizations.get(ORGANIZATION)
    organizations.move(organization, replace(organization, service_vendor="twilio"))
    assert texter("GET", HOME).json["carrier"] == "NOT_CONNECTED"
    secrets.put(ORGANIZATION, "twilio", {"account_sid": "AC1", "auth_token": "t"})
    assert texter("GET", HOME).json["carrier"] == "CONNECTED"
    simulated = replace(settings(), twilio_api_base_url="http://127.0.0.1:8790")
    monkeypatch.setattr(open_vendor, "settings", lambda: simulated)
    assert texter("GET", HOME).json["carrier"] == "SIMULATED"
