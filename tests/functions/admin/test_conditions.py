"""ETag and If-Match: whatever can be read and edited is only changed as it was seen, if the caller asks for that."""

import pytest

from groundswell import secrets
from groundswell.domain.errors import Stale
from groundswell.entrypoints.conditions import EDITS
from groundswell.extensions.service_vendors.fakeservice import memory as fake_carrier
from groundswell.tables import campaigns, opt_outs
from groundswell.usecases.configure_service_manager import configure_service_manager
from groundswell.usecases.opt_out_by_hand import opt_out_by_hand
from tests.functions.admin.conftest import HOME
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign
from tests.support.http import ask
from tests.support.routes import all_rules, path_of

ONE = f"{HOME}/campaigns/{CAMPAIGN}"
PHONE = "+12025550123"
SETTINGS = {"name": "Friends", "opens": "09:00", "closes": "20:00", "service_managers": []}
EDITED = [
    ("PATCH", ONE, {"name": "New"}),
    ("PUT", f"{HOME}/settings", SETTINGS),
    ("PUT", f"{HOME}/service-vendors/fakeservice", {"secrets": {"webhook_secret": "s"}}),
    ("PUT", f"{HOME}/service-managers/test-fake-example", {"values": {}}),
]


@pytest.fixture(autouse=True)
def _forget():
    yield
    fake_carrier.forget()
    secrets.forget()


@pytest.mark.parametrize(("method", "path", "body"), EDITED)
def test_what_was_seen_may_be_changed_and_nothing_newer(owner, method, path, body):
    campaigns.add(a_campaign())
    seen = owner("GET", path).headers["etag"]
    assert owner(method, path, body=body, headers={"If-Match": seen}).status == 200
    assert owner(method, path, body=body, headers={"If-Match": "*"}).status == 200
    refused = owner(method, path, body=body, headers={"If-Match": '"99"'})
    assert (refused.status, refused.json["type"]) == (412, "/v1/docs#problem-changed-meanwhile")
    assert "Load it again" in refused.json["detail"]
    assert owner(method, path, body=body, headers={"If-Match": "nonsense"}).status in (400, 412)


def test_a_new_secret_alone_is_a_new_version_of_a_managers_settings(owner):
    path = f"{HOME}/service-managers/test-fake-example"
    fields = {one["name"]: one for one in owner("GET", f"{HOME}/service-managers").json["items"][0]["fields"]}
    assert fields
    before = owner("GET", path).headers["etag"]
    hidden = [name for name, one in fields.items() if one["secret"]]
    for name in hidden:
        owner("PUT", path, body={"values": {name: "hush"}})
        assert owner("GET", path).headers["etag"] != before
    with pytest.raises(Stale):
        configure_service_manager(ORGANIZATION, "test-fake-example", {}, version=99)


def test_an_opt_out_is_lifted_only_as_it_was_seen(owner):
    """It carries no version, so its ETag tells how it looks."""
    path, query = f"{HOME}/opt-outs/{PHONE}", {"reason": "She asked for texts again"}
    opt_out_by_hand(ORGANIZATION, PHONE, reason="Asked", by=USER)
    seen = owner("GET", path).headers["etag"]
    opt_outs.lift(ORGANIZATION, _order())
    opt_out_by_hand(ORGANIZATION, PHONE, reason="Asked again", by=USER)
    assert owner("DELETE", path, query=query, headers={"If-Match": seen}).status == 412
    assert owner("GET", path).json["opted_out"]
    newest = owner("GET", path).headers["etag"]
    assert owner("DELETE", path, query=query, headers={"If-Match": newest}).status == 204


def _order() -> opt_outs.Order:
    from groundswell import clock

    return opt_outs.Order(
        phone=PHONE, at=clock.now(), source=opt_outs.Source.MEMBER, reference="r", reason="r", by=USER
    )


def test_a_campaigns_numbers_are_changed_only_as_they_were_seen(owner):
    campaigns.add(a_campaign())
    seen = owner("GET", f"{ONE}/numbers").headers["etag"]
    body = {"wanted": []}
    assert owner("PUT", f"{ONE}/numbers", body=body, headers={"If-Match": seen}).status == 200
    assert owner("PUT", f"{ONE}/numbers", body=body, headers={"If-Match": '"other"'}).status == 412


def test_every_edit_honours_if_match(handler, members):
    """An ETag that nobody was ever given changes nothing, on any route; it is 404 where there is nothing at all."""
    asked = 0
    for method, path, _ in all_rules():
        if method in EDITS and "/organizations/" in path:
            answer = ask(
                handler, method, path_of(path), user=USER, headers={"If-Match": '"987654"'}, body=_body(path)
            )
            assert answer.status in (404, 412, 422), (method, path, answer.text)
            asked += 1
    assert asked >= 8


def _body(path: str) -> object:
    return SETTINGS if path.endswith("/settings") else {}


def test_everything_that_can_be_read_and_edited_has_an_etag_in_the_document(handler):
    document = ask(handler, "GET", "/v1/openapi.json").json
    edited = 0
    for path, item in document["paths"].items():
        edits = item.keys() & {"patch", "put", "delete"}
        if "get" in item and edits:
            assert "ETag" in item["get"]["responses"]["200"]["headers"], path
        for method in edits - ({"delete", "put", "patch"} if path.startswith("/v1/session") else set()):
            names = {one["name"].lower() for one in item[method].get("parameters", [])}
            assert "if-match" in names, (method, path)
            assert "412" in item[method]["responses"], (method, path)
            edited += 1
    assert edited >= 8
