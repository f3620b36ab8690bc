"""Organizations and members in their table: created once, changed only from what was read, found by user."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.organization import Member, Organization, Role
from groundswell.tables import members, organizations

pytestmark = pytest.mark.usefixtures("aws")
CREATED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def an_organization(organization_id: str = "org-1", **changes: object) -> Organization:
    values = {
        "organization_id": organization_id,
        "name": "Friends of the River",
        "service_vendor": "fakeservice",
        "service_managers": ("test-fake-example", "sticky-sender"),
        "opens": time(9, 30),
        "closes": time(20),
        "vendor_settings": {"account_sid": "AC1"},
        "created_at": CREATED,
    }
    return Organization(**{**values, **changes})


def a_member(organization_id: str = "org-1", user_id: str = "user-1", **changes: object) -> Member:
    values = {"email": f"{user_id}@example.org", "role": Role.OWNER, "created_at": CREATED}
    return Member(**{"organization_id": organization_id, "user_id": user_id, **values, **changes})


def test_what_was_added_comes_back_whole() -> None:
    assert organizations.add(an_organization(), a_member())
    assert organizations.get("org-1") == an_organization()
    assert members.get("org-1", "user-1") == a_member()


def test_adding_an_organization_twice_changes_nothing() -> None:
    organizations.add(an_organization(), a_member())
    assert not organizations.add(an_organization(name="Another"), a_member(user_id="user-2"))
    assert organizations.get("org-1").name == "Friends of the River"
    assert members.list_all("org-1") == [a_member()]


def test_an_unknown_organization_is_not_found() -> None:
    with pytest.raises(NotFound):
        organizations.get("org-9")


def test_a_change_is_refused_when_somebody_was_faster() -> None:
    organizations.add(an_organization(), a_member())
    before = organizations.get("org-1")
    organizations.move(before, replace(before, name="First", version=before.version + 1))
    with pytest.raises(Stale):
        organizations.move(before, replace(before, name="Second", version=before.version + 1))
    assert organizations.get("org-1").name == "First"


def test_an_organization_that_does_not_exist_cannot_be_changed() -> None:
    with pytest.raises(Stale):
        organizations.move(an_organization(), an_organization(version=1))


def test_the_tenant_check_finds_organization_and_member_together() -> None:
    organizations.add(an_organization(), a_member())
    assert organizations.find_both("org-1", "user-1") == (an_organization(), a_member())


@pytest.mark.parametrize(
    ("organization_id", "user_id"), [("org-1", "user-2"), ("org-2", "user-1"), ("org-9", "user-1")]
)
def test_the_tenant_check_finds_nothing_for_a_stranger(organization_id: str, user_id: str) -> None:
    organizations.add(an_organization(), a_member())
    organizations.add(an_organization("org-2"), a_member("org-2", "user-2"))
    with pytest.raises(NotFound):
        organizations.find_both(organization_id, user_id)


def test_a_user_sees_their_own_memberships_and_no_others() -> None:
    organizations.add(an_organization(), a_member())
    organizations.add(an_organization("org-2"), a_member("org-2"))
    organizations.add(an_organization("org-3"), a_member("org-3", "user-3"))
    found = organizations.list_memberships("user-1")
    assert {organization.organization_id for organization, _ in found} == {"org-1", "org-2"}
    assert all(member.user_id == "user-1" for _, member in found)
    assert organizations.list_memberships("user-9") == []
