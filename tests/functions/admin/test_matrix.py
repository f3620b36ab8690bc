"""OWASP API1, API2 and API5: each route of the table, asked by everybody who must not get through, and by who may."""

from collections import Counter

import pytest

from groundswell.domain.organization import Role
from groundswell.entrypoints.identity import Access
from tests.functions.admin.conftest import ADMIN, FORMER, STRANGER, TEXTER
from tests.support.build import ORGANIZATION, USER
from tests.support.http import Answer, Handler, ask
from tests.support.routes import all_rules, path_of

BY_ROLE = {Role.TEXTER: TEXTER, Role.ADMIN: ADMIN, Role.OWNER: USER}
RANK = {Role.TEXTER: 1, Role.ADMIN: 2, Role.OWNER: 3}
FORGED = (
    "eyJhbGciOiJub25lIn0"  # no algorithm
    ".eyJzdWIiOiIwNWU3MDAwMC00YjFkLTRlMmEtOWMzZi02YThkMGIyZTVmMDQifQ."
)
PUBLIC = {
    ("POST", "/v1/session"),
    ("DELETE", "/v1/session"),
    ("POST", "/v1/session/challenge"),
    ("POST", "/v1/session/refresh"),
    ("POST", "/v1/session/reset"),
    ("POST", "/v1/session/reset/confirm"),
    ("POST", "/v1/session/token"),
}
"""Without a token: making a route public is a change here as well."""


@pytest.fixture
def checks(handler: Handler, members, capsys):
    """Ask, note that it was asked, and tell at the end how much was."""
    counted: Counter[str] = Counter()

    def check(who: str, method: str, path: str, **request: object) -> Answer:
        counted[who] += 1
        return ask(handler, method, path_of(path), **request)

    yield check
    with capsys.disabled():
        each = ", ".join(f"{number} {who}" for who, number in sorted(counted.items()))
        print(f"\nmatrix of {len(all_rules())} routes: {counted.total()} checks ({each})")
    assert counted.total() > 3 * len(all_rules())


def test_every_route_lets_in_whom_it_should_and_nobody_else(checks):
    for method, path, rule in all_rules():
        where = (method, path)
        if rule is Access.PUBLIC:
            continue
        for name, headers in (
            ("without a token", {}),
            ("with a forged token", {"authorization": f"Bearer {FORGED}"}),
        ):
            assert checks(name, method, path, headers=headers).status == 401, (name, where)
        assert checks("with no subject", method, path, claims={"sub": "", "username": USER}).status == 401, (
            where
        )
        if not isinstance(rule, Role):
            continue
        stranger = checks("of another organization", method, path, user=STRANGER)
        assert stranger.status == 404, where
        assert ORGANIZATION not in stranger.text
        assert checks("switched off", method, path, user=FORMER).status == 403, where
        for role, user in BY_ROLE.items():
            answer = checks(
                f"as {role}", method, path, user=user, raw_body="{not json" if method != "GET" else None
            )
            allowed = RANK[role] >= RANK[rule]
            assert (answer.status not in (401, 403)) == allowed, (role, where, answer.text)


def test_what_is_public_is_so_on_purpose(handler):
    public = {(method, path) for method, path, rule in all_rules() if rule is Access.PUBLIC}
    assert public <= PUBLIC


def test_a_refusal_at_the_door_is_a_problem_that_says_what_to_do(checks):
    for method, path, rule in all_rules():
        for user in (None, STRANGER, FORMER):
            if rule is not Access.PUBLIC and (user is None or isinstance(rule, Role)):
                answer = checks("told what to do", method, path, user=user)
                assert answer.headers["content-type"] == "application/problem+json"
                assert len(answer.json["detail"]) > 20
    for method, path, _ in all_rules():
        if (method, path) not in PUBLIC:
            assert checks("never cached", method, path).headers["cache-control"] == "no-store"
