"""The first owner of an installation: made once, found again afterwards."""

import pytest

from groundswell.domain.errors import Invalid
from groundswell.domain.organization import Role
from groundswell.sign_in import pool as user_pool
from groundswell.tables import organizations
from groundswell.usecases.create_first_owner import create_first_owner
from tests.support.people import FakeCognito

EMAIL = "ada@example.org"
PASSWORD = "Correct-horse-7-battery"


@pytest.fixture
def pool(aws, monkeypatch):
    people = FakeCognito()
    monkeypatch.setattr(user_pool, "client", lambda: people)
    return people


def test_a_temporary_password_is_made_where_none_is_given(pool):
    first = create_first_owner(f" {EMAIL.upper()} ", "Friends of the River")
    assert pool.users[EMAIL].password == first.password
    assert pool.users[EMAIL].temporary
    organization, member = organizations.find_both(first.organization_id, first.user_id)
    assert (organization.name, organization.service_vendor) == ("Friends of the River", "twilio")
    assert (member.role, member.email) == (Role.OWNER, EMAIL)


def test_a_given_password_needs_no_change(pool):
    create_first_owner(EMAIL, "Friends of the River", PASSWORD)
    assert not pool.users[EMAIL].temporary
    assert pool.users[EMAIL].password == PASSWORD


def test_doing_it_again_finds_what_is_there(pool, aws):
    first = create_first_owner(EMAIL, "Friends of the River", PASSWORD)
    again = create_first_owner(EMAIL, "Friends of the River")
    assert (again.organization_id, again.user_id) == (first.organization_id, first.user_id)
    assert again.password is None
    assert len(aws.rows("organizations")) == 2


def test_an_owner_may_have_a_second_organization(pool):
    first = create_first_owner(EMAIL, "Friends of the River", PASSWORD)
    second = create_first_owner(EMAIL, "Friends of the Lake")
    assert second.user_id == first.user_id
    assert second.organization_id != first.organization_id


def test_a_weak_password_is_refused_and_no_organization_made(pool, aws):
    with pytest.raises(Invalid, match="too weak"):
        create_first_owner(EMAIL, "Friends of the River", "short")
    assert aws.rows("organizations") == []
