"""OWASP API1 and API5: every route, asked by everybody who must not, refuses; nothing about a route is left out."""

import pytest
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.organization import Role
from groundswell.entrypoints.http import Api, UnruledRoute
from groundswell.entrypoints.identity import Access, Rule
from tests.functions.admin.conftest import ADMIN, FORMER, OTHER, STRANGER, TEXTER
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER
from tests.support.http import Handler, an_event, ask
from tests.support.routes import all_rules, path_of

BELOW = {Role.OWNER: ADMIN, Role.ADMIN: TEXTER}


@pytest.fixture
def rules(handler: Handler) -> list[tuple[str, str, Rule]]:
    return all_rules()


def test_without_an_identity_every_private_route_answers_401(handler, members, rules):
    for method, path, rule in rules:
        if rule is not Access.PUBLIC:
            assert ask(handler, method, path_of(path)).status == 401, (method, path)


def test_a_member_of_another_organization_finds_nothing(handler, members, rules):
    for method, path, rule in rules:
        if isinstance(rule, Role):
            answer = ask(handler, method, path_of(path), user=STRANGER)
            assert answer.status == 404, (method, path)
            assert ORGANIZATION not in answer.text


def test_a_lower_role_is_refused_before_its_body_is_looked_at(handler, members, rules):
    asked = 0
    for method, path, rule in rules:
        if rule in BELOW:
            answer = ask(handler, method, path_of(path), user=BELOW[rule], raw_body="{not json")
            assert answer.status == 403, (method, path)
            asked += 1
    assert asked > 30


def test_a_member_who_was_switched_off_may_do_nothing(handler, members, rules):
    for method, path, rule in rules:
        if isinstance(rule, Role):
            assert ask(handler, method, path_of(path), user=FORMER).status == 403, (method, path)


def test_an_owner_gets_past_the_door_everywhere(handler, members, rules):
    for method, path, rule in rules:
        if isinstance(rule, Role):
            assert ask(handler, method, path_of(path), user=USER).status not in (401, 403), (method, path)


def test_things_of_another_organization_are_not_found_under_ones_own(handler, members, rules):
    """The organization of the path is one's own; the ids below it are not."""
    from groundswell.tables import campaigns
    from tests.support.build import a_campaign

    campaigns.add(a_campaign(organization_id=OTHER))
    for method, path, _ in rules:
        if "<campaign_id>" in path and method == "GET":
            assert ask(handler, method, path_of(path), user=USER).status == 404, path


def test_only_the_verified_subject_counts(handler, members):
    path = f"/v1/organizations/{ORGANIZATION}"
    forged = {"x-user-id": USER, "authorization": f"Bearer {USER}"}
    assert ask(handler, "GET", path, headers=forged).status == 401
    assert ask(handler, "GET", path, claims={"sub": "", "username": USER}).status == 401
    event = an_event("GET", path, user=STRANGER, query={"organization_id": OTHER})
    event["pathParameters"] = {"organization_id": OTHER}
    assert handler(event, None)["statusCode"] == 404


@pytest.mark.parametrize("organization_id", ["..", "%2e%2e", "a" * 65, "ORGANIZATION#x", "*"])
def test_an_impossible_organization_is_not_found(handler, members, organization_id):
    assert ask(handler, "GET", f"/v1/organizations/{organization_id}", user=USER).status == 404


def test_a_route_without_a_rule_stops_the_start():
    router = APIGatewayHttpRouter()
    router.get("/v1/forgotten")(lambda: None)
    with pytest.raises(UnruledRoute, match="forgotten"):
        Api([router], {}, frozenset())


def test_a_rule_without_a_route_stops_the_start():
    with pytest.raises(UnruledRoute, match="gone"):
        Api([], {("GET", "/v1/gone"): Access.PUBLIC}, frozenset())


def test_unknown_paths_and_methods_say_so(handler, members: Aws):
    assert ask(handler, "GET", "/v1/nothing", user=USER).status == 404
    answer = ask(handler, "DELETE", f"/v1/organizations/{ORGANIZATION}/campaigns", user=USER)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, POST"
