"""What the matrix of routes and callers does not reach: ids of others, odd paths, and a table that is not whole."""

import pytest
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.entrypoints.http import Api, UnruledRoute
from groundswell.entrypoints.identity import Access, Rule
from tests.functions.admin.conftest import OTHER, STRANGER
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER
from tests.support.http import Handler, an_event, ask
from tests.support.routes import all_rules, path_of


@pytest.fixture
def rules(handler: Handler) -> list[tuple[str, str, Rule]]:
    return all_rules()


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
