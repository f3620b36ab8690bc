"""The admin API as Lambda runs it, an organization with a member of each role, and a directory of people."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from groundswell.domain.organization import Role
from groundswell.sign_in import pool
from groundswell.tables import members as member_rows
from groundswell.tables import organizations
from groundswell.usecases import end_tokens
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER, a_member, an_organization
from tests.support.http import Answer, Handler, ask
from tests.support.people import FakeCognito

ADMIN, TEXTER, STRANGER, FORMER = (f"05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f{n:02d}" for n in (10, 11, 12, 13))
OTHER = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"
HOME = f"/v1/organizations/{ORGANIZATION}"
Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def handler() -> Handler:
    folder = str(Path(__file__).parents[3] / "functions" / "admin")
    sys.path.insert(0, folder)  # as in Lambda, where the folder is the function's root
    import serve_admin_api

    return serve_admin_api.handler


@pytest.fixture
def members(aws: Aws) -> Aws:
    """An owner, an admin, a texter and a member who was switched off; a stranger owns another organization."""
    organizations.add(an_organization(), a_member(user_id=USER))
    member_rows.add(a_member(user_id=ADMIN, role=Role.ADMIN, email="admin@example.org"))
    member_rows.add(a_member(user_id=TEXTER, role=Role.TEXTER, email="texter@example.org"))
    member_rows.add(a_member(user_id=FORMER, active=False, email="former@example.org"))
    other = an_organization(organization_id=OTHER, name="Somebody else")
    organizations.add(other, a_member(organization_id=OTHER, user_id=STRANGER, email="stranger@example.org"))
    return aws


@pytest.fixture
def owner(handler: Handler, members: Aws) -> Ask:
    """Ask as the organization's owner."""
    return partial(ask, handler, user=USER)


@pytest.fixture
def people(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> FakeCognito:
    """An empty user pool."""
    cognito = FakeCognito()
    monkeypatch.setattr(pool, "client", lambda: cognito)
    monkeypatch.setattr(end_tokens, "wait_until", lambda at: None)
    return cognito
