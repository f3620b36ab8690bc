"""Invitations across organizations, owners who change each other, and what a crash in between leaves."""

from dataclasses import replace

import pytest

from groundswell.domain.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from groundswell.domain.number import NumberState
from groundswell.domain.organization import Role
from groundswell.sign_in import pool as user_pool
from groundswell.tables import members, numbers, organizations
from groundswell.tables.numbers import number_rows
from groundswell.usecases import end_tokens
from groundswell.usecases.change_member import change_member
from groundswell.usecases.change_settings import change_settings
from groundswell.usecases.dedicate_number import dedicate_number
from groundswell.usecases.invite_member import invite_member
from groundswell.usecases.remove_member import remove_member
from groundswell.usecases.renew_invitation import renew_invitation
from groundswell.usecases.request_password_reset import request_password_reset
from groundswell.usecases.reset_password import reset_password
from tests.support.build import ORGANIZATION, SENDER, USER, a_member, an_organization, an_owned_number
from tests.support.people import RESET_CODE, FakeCognito

OTHER = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"
SECOND, THIRD, STRANGER = (f"05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f{n:02d}" for n in (21, 22, 23))
EMAIL = "bo@example.org"
NEW = "Another-horse-8-battery"


@pytest.fixture
def pool(aws, monkeypatch):
    people = FakeCognito()
    monkeypatch.setattr(user_pool, "client", lambda: people)
    monkeypatch.setattr(end_tokens, "wait_until", lambda at: None)
    organizations.add(an_organization(), a_member())
    other = an_organization(organization_id=OTHER, name="Somebody else")
    organizations.add(other, a_member(organization_id=OTHER, user_id=STRANGER, email="stranger@example.org"))
    return people


@pytest.fixture
def owners(pool):
    """USER and SECOND own the organization."""
    members.add(a_member(user_id=SECOND, email="second@example.org"))


def invite(organization_id=ORGANIZATION, email=EMAIL):
    return invite_member(organization_id, email, name="Bo", role=Role.TEXTER)


def settle(pool, email=EMAIL):
    """They have signed in and chosen a password."""
    pool.users[email].temporary = False


# invitations


def test_an_invitation_that_crashed_before_the_member_is_made_again(pool, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(members, "add", lambda member: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            invite()
    lost = pool.users[EMAIL].password
    again = invite()
    assert again.temporary_password == pool.users[EMAIL].password != lost
    assert again.member.confirmed


def test_an_invitation_that_crashed_after_the_member_is_renewed(pool, monkeypatch):
    first = invite()
    members.remove(first.member, organizations.get(ORGANIZATION))
    with monkeypatch.context() as patch:
        patch.setattr(pool, "admin_set_user_password", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            invite()
    with pytest.raises(Conflict, match="invitation"):
        invite()
    renewed = renew_invitation(ORGANIZATION, first.member.user_id)
    assert renewed.temporary_password == pool.users[EMAIL].password != first.temporary_password


def test_only_who_has_never_signed_in_gets_a_new_temporary_password(pool):
    member = invite().member
    settle(pool)
    before = pool.users[EMAIL].password
    with pytest.raises(Conflict, match="/v1/session/reset"):
        renew_invitation(ORGANIZATION, member.user_id)
    assert pool.users[EMAIL].password == before


def test_an_account_of_ones_own_making_comes_back_with_its_password(pool):
    member = invite().member
    settle(pool)
    remove_member(ORGANIZATION, member.user_id, by=USER)
    again = invite()
    assert (again.temporary_password, again.member.confirmed) == (None, True)


def test_no_organization_gets_a_password_of_an_account_that_another_made(pool):
    """Whoever knows it could sign in as that person, into every organization of theirs."""
    first = invite()
    second = invite(OTHER)
    assert second.temporary_password is None
    with pytest.raises(Conflict, match="Another organization"):
        renew_invitation(OTHER, second.member.user_id)
    assert pool.users[EMAIL].password == first.temporary_password


def test_an_account_made_in_advance_by_another_organization_opens_nothing_until_the_mailbox_is_shown(pool):
    """The other organization's owner knows the password, and waits for the person to be invited here."""
    invite(OTHER)
    settle(pool)
    member = invite().member
    assert not members.get(ORGANIZATION, member.user_id).confirmed
    request_password_reset(EMAIL)
    with pytest.raises(Invalid):
        reset_password(EMAIL, "000000", NEW)
    assert not members.get(ORGANIZATION, member.user_id).confirmed
    reset_password(EMAIL, RESET_CODE, NEW)
    after = members.get(ORGANIZATION, member.user_id)
    assert after.confirmed
    assert after.tokens_valid_from is not None
    assert EMAIL in pool.signed_out
    assert members.get(OTHER, member.user_id).tokens_valid_from is not None


# owners


def test_of_two_owners_who_lower_each_other_one_wins(owners, monkeypatch):
    """The second decides while the first's change is written."""
    listed, met = members.list_all, []

    def list_and_be_overtaken(organization_id):
        found = listed(organization_id)
        if not met:
            met.append(True)
            change_member(ORGANIZATION, USER, {"role": Role.ADMIN}, by=SECOND)
        return found

    monkeypatch.setattr(members, "list_all", list_and_be_overtaken)
    with pytest.raises(Forbidden):
        change_member(ORGANIZATION, SECOND, {"role": Role.ADMIN}, by=USER)
    assert members.get(ORGANIZATION, SECOND).is_owner
    assert members.get(ORGANIZATION, USER).role is Role.ADMIN


@pytest.mark.parametrize("leaves_first", [True, False])
def test_of_two_owners_who_leave_at_once_one_stays(owners, monkeypatch, leaves_first):
    listed, met = members.list_all, []

    def list_and_be_overtaken(organization_id):
        found = listed(organization_id)
        if not met:
            met.append(True)
            if leaves_first:
                remove_member(ORGANIZATION, SECOND, by=SECOND)
            else:
                change_member(ORGANIZATION, SECOND, {"active": False}, by=SECOND)
        return found

    monkeypatch.setattr(members, "list_all", list_and_be_overtaken)
    with pytest.raises(Conflict, match="last active owner"):
        remove_member(ORGANIZATION, USER, by=USER)
    assert members.get(ORGANIZATION, USER).is_owner


def test_a_change_of_settings_in_between_is_no_hindrance(owners, monkeypatch):
    listed, met = members.list_all, []

    def list_and_be_overtaken(organization_id):
        found = listed(organization_id)
        if not met:
            met.append(True)
            change_settings(ORGANIZATION, {"name": "Friends of the Lake"})
        return found

    monkeypatch.setattr(members, "list_all", list_and_be_overtaken)
    change_member(ORGANIZATION, SECOND, {"role": Role.ADMIN}, by=USER)
    assert members.get(ORGANIZATION, SECOND).role is Role.ADMIN
    assert organizations.get(ORGANIZATION).name == "Friends of the Lake"


def test_an_owner_who_may_do_nothing_yet_is_not_one_to_leave_it_to(owners):
    members.edit(
        members.get(ORGANIZATION, SECOND), replace(members.get(ORGANIZATION, SECOND), confirmed=False)
    )
    with pytest.raises(Conflict, match="last active owner"):
        remove_member(ORGANIZATION, USER, by=USER)


def test_the_same_change_again_writes_nothing(owners):
    once = change_member(ORGANIZATION, SECOND, {"role": Role.ADMIN}, by=USER)
    assert change_member(ORGANIZATION, SECOND, {"role": Role.ADMIN}, by=USER) == once


def test_a_version_that_was_seen_is_not_written_over(owners):
    change_member(ORGANIZATION, SECOND, {"name": "Second"}, by=USER, version=0)
    with pytest.raises(Stale):
        change_member(ORGANIZATION, SECOND, {"name": "Other"}, by=USER, version=0)


def test_nobody_changes_members_of_another_organization(owners):
    with pytest.raises(NotFound):
        change_member(OTHER, SECOND, {"active": False}, by=STRANGER)
    with pytest.raises(Forbidden):
        change_member(ORGANIZATION, SECOND, {"active": False}, by=STRANGER)


def test_the_number_of_somebody_who_goes_is_free_again(pool):
    bo = invite().member
    number_rows.to_row(an_owned_number()).save()
    dedicate_number(ORGANIZATION, bo.user_id, SENDER)
    assert numbers.get(ORGANIZATION, SENDER).state is NumberState.RESERVED
    remove_member(ORGANIZATION, bo.user_id, by=bo.user_id)
    assert numbers.get(ORGANIZATION, SENDER).state is NumberState.AVAILABLE


# sessions


def test_losing_the_last_organization_ends_all_sessions_but_not_the_last_but_one(pool):
    bo = invite().member
    settle(pool)
    invite(OTHER)
    change_member(ORGANIZATION, bo.user_id, {"active": False}, by=USER)
    assert pool.signed_out == []
    change_member(OTHER, bo.user_id, {"active": False}, by=STRANGER)
    assert pool.signed_out == [EMAIL]


def test_switching_off_again_finishes_what_a_crash_left(pool, monkeypatch):
    bo = invite().member
    with monkeypatch.context() as patch:
        patch.setattr(pool, "admin_user_global_sign_out", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            change_member(ORGANIZATION, bo.user_id, {"active": False}, by=USER)
    assert not members.get(ORGANIZATION, bo.user_id).active
    change_member(ORGANIZATION, bo.user_id, {"active": False}, by=USER)
    assert pool.signed_out == [EMAIL]
