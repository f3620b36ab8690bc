"""What changed is told field by field, and nobody's number or words with it."""

from dataclasses import replace

import pytest

from groundswell.domain import changes
from groundswell.domain.campaign import CampaignState
from groundswell.domain.organization import Role
from tests.support.build import NOON, a_campaign, a_member, an_organization


def test_only_what_differs_is_noted_in_plain_values():
    before = a_campaign()
    with changes.collecting() as found:
        changes.note("campaign", before, before.change(at=NOON, name="New", state=CampaignState.PAUSED))
    assert found == {"campaign.name": [before.name, "New"], "campaign.state": ["DRAFT", "PAUSED"]}


def test_numbers_names_words_and_secrets_are_hidden():
    member = a_member(email="ada@example.org")
    with changes.collecting() as found:
        changes.note("campaign", a_campaign(text="one"), a_campaign(text="two"))
        changes.note("member", member, replace(member, email="bo@example.org", role=Role.TEXTER))
        changes.note("odd", {"about": "+1 202 555 0123", "id": "2025550123"}, {"about": "nobody", "id": "x1"})
        changes.note_keys("secrets.twilio", {"auth_token": "hush"})
    assert found == {
        "campaign.text": ["(hidden)", "(hidden)"],
        "member.email": ["(hidden)", "(hidden)"],
        "member.role": ["OWNER", "TEXTER"],
        "odd.about": ["(hidden)", "nobody"],
        "odd.id": ["(hidden)", "x1"],
        "secrets.twilio.auth_token": ["(hidden)", "(hidden)"],
    }


def test_two_changes_of_one_field_are_one_from_first_to_last():
    with changes.collecting() as found:
        changes.note("campaign", {"contacts": 1}, {"contacts": 2})
        changes.note("campaign", {"contacts": 2}, {"contacts": 3})
    assert found == {"campaign.contacts": [1, 3]}


@changes.all_or_nothing()
def note_and_fail() -> None:
    changes.note("campaign", {"contacts": 2, "state": "A"}, {"contacts": 9, "state": "B"})
    raise ValueError("no")


def test_what_failed_is_not_told():
    with changes.collecting() as found:
        changes.note("campaign", {"contacts": 1}, {"contacts": 2})
        with pytest.raises(ValueError, match="no"):
            note_and_fail()
    assert found == {"campaign.contacts": [1, 2]}


def test_there_is_an_end_to_it():
    with changes.collecting() as found:
        for n in range(changes.MOST + 5):
            changes.note("thing", {f"f{n}": 1}, {f"f{n}": 2})
    assert len(found) == changes.MOST + 1
    assert found[changes.MORE] == [None, 5]


def test_vendor_settings_and_long_texts_are_cut():
    before, after = an_organization(), an_organization(vendor_settings={"a": "b"}, service_vendor="x" * 300)
    with changes.collecting() as found:
        changes.note("organization", before, after)
    assert found["organization.vendor_settings"] == ["(hidden)", "(hidden)"]
    assert len(found["organization.service_vendor"][1]) < 110


def test_a_phone_that_names_a_field_is_hidden_too():
    with changes.collecting() as found:
        changes.note_keys("odd", {"+12025550123": 1, "most_at_once": 2})
    assert found == {"odd.(hidden)": ["(hidden)"] * 2, "odd.most_at_once": ["(hidden)"] * 2}


def test_nobody_collects_nothing_is_kept():
    changes.note("campaign", {"contacts": 1}, {"contacts": 2})
    with changes.collecting() as found:
        pass
    assert found == {}
