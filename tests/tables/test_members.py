"""Members: nobody overwrites what they have not seen, and changes of standing take turns."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from groundswell.domain.errors import NotFound, Stale
from groundswell.domain.organization import MemberKind, Role
from groundswell.tables import members, organizations
from groundswell.tables.organization_rows import MEMBER, Row
from tests.support.build import ORGANIZATION, USER, a_member, an_organization

pytestmark = pytest.mark.usefixtures("aws")
TEXTER = "05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f11"
LATER = datetime(2026, 3, 10, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def owner(aws):
    organizations.add(an_organization(), a_member())


def a_texter(**changes):
    return a_member(**{"user_id": TEXTER, "email": "texter@example.org", "role": Role.TEXTER, **changes})


def test_a_member_is_added_once_and_only_to_an_organization_that_exists():
    assert members.add(a_texter())
    assert not members.add(a_texter(role=Role.OWNER))
    assert members.get(ORGANIZATION, TEXTER).role is Role.TEXTER
    with pytest.raises(NotFound):
        members.add(a_member(organization_id="org-9"))


def test_what_was_added_comes_back_whole():
    whole = a_texter(
        kind=MemberKind.CLIENT, name="Nightly export", confirmed=False, number="+12025550199",
        expires_at=LATER, last_used_at=LATER, tokens_valid_from=LATER,
    )  # fmt: skip
    members.add(whole)
    assert members.get(ORGANIZATION, TEXTER) == whole


def test_a_row_from_before_a_field_existed_reads_as_it_was_meant():
    Row(
        ORGANIZATION, f"{MEMBER}{TEXTER}", user_id=TEXTER, email="old@example.org", role="ADMIN", active=True
    ).save()
    found = members.get(ORGANIZATION, TEXTER)
    assert (found.kind, found.name, found.confirmed, found.version) == (MemberKind.PERSON, "", True, 0)
    assert members.edit(found, replace(found, name="Ada")).version == 1
    assert [one.user_id for one in members.list_page(ORGANIZATION, MemberKind.PERSON, limit=9)[0]] == [
        USER,
        TEXTER,
    ]


def test_of_two_edits_of_the_same_version_the_second_is_refused():
    before = members.get(ORGANIZATION, USER)
    members.edit(before, replace(before, name="Ada"))
    with pytest.raises(Stale):
        members.edit(before, replace(before, name="Bo"))
    assert members.get(ORGANIZATION, USER).name == "Ada"


def test_an_edit_leaves_alone_what_it_did_not_mean():
    before = members.get(ORGANIZATION, USER)
    members.end_tokens(ORGANIZATION, USER, LATER)
    members.note_use(ORGANIZATION, USER, LATER)
    members.edit(before, replace(before, name="Ada"))
    after = members.get(ORGANIZATION, USER)
    assert (after.name, after.tokens_valid_from, after.last_used_at) == ("Ada", LATER, LATER)


def test_changes_of_standing_take_turns_whoever_they_are_about():
    members.add(a_texter(role=Role.OWNER))
    organization = organizations.get(ORGANIZATION)
    first, second = members.get(ORGANIZATION, USER), members.get(ORGANIZATION, TEXTER)
    members.move(first, replace(first, role=Role.ADMIN), organization)
    with pytest.raises(Stale):
        members.move(second, replace(second, role=Role.ADMIN), organization)
    with pytest.raises(Stale):
        members.remove(second, organization)
    assert organizations.get(ORGANIZATION).version == organization.version + 1
    assert members.get(ORGANIZATION, TEXTER).is_owner


def test_who_was_removed_is_gone_and_is_not_made_again_by_a_late_note():
    members.add(a_texter())
    members.remove(members.get(ORGANIZATION, TEXTER), organizations.get(ORGANIZATION))
    for late in (
        lambda: members.note_use(ORGANIZATION, TEXTER, LATER),
        lambda: members.end_tokens(ORGANIZATION, TEXTER, LATER),
        lambda: members.get(ORGANIZATION, TEXTER),
    ):
        with pytest.raises(NotFound):
            late()
    assert [one.user_id for one in members.list_all(ORGANIZATION)] == [USER]


def test_people_and_clients_are_listed_apart_page_by_page():
    for number in range(5):
        kind = MemberKind.CLIENT if number % 2 else MemberKind.PERSON
        members.add(a_texter(user_id=f"{TEXTER[:-1]}{number}", kind=kind))
    for kind, expected in ((MemberKind.PERSON, 4), (MemberKind.CLIENT, 2)):
        found, cursor = members.list_page(ORGANIZATION, kind, limit=1)
        while cursor:
            page, cursor = members.list_page(ORGANIZATION, kind, limit=1, cursor=cursor)
            found += page
        assert len(found) == len({one.user_id for one in found}) == expected
        assert {one.kind for one in found} == {kind}
