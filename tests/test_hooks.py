"""Hooks fire through the enabled managers in their order, and a failing one harms as little as possible."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

from groundswell import hooks, secrets
from groundswell.domain.campaign import Campaign
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.organization import Organization
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.extensions.service_managers import hooks as h
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_managers.base import Metadata, ServiceManager
from groundswell.messages import DeliveryReported
from groundswell.settings import settings
from groundswell.tables import extension_data

pytestmark = pytest.mark.usefixtures("aws")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
EXAMPLE = "test-fake-example"
CAMPAIGN = Campaign(organization_id="org-1", campaign_id="campaign-1", name="Clean-up day")
HEARD: list[str] = []


class First(ServiceManager):
    """Answers every question with its own name."""

    name = "first"
    metadata = Metadata(display_name="First", description="For tests.")

    def get_campaign_data(self, hook: h.CampaignDataAsked) -> h.CampaignData:
        return h.CampaignData(data={"from": self.name})

    def on_opt_out(self, hook: h.OptedOut) -> None:
        HEARD.append(self.name)


class Second(First):
    name = "second"


class Broken(ServiceManager):
    """Raises whatever it is asked."""

    name = "broken"
    metadata = Metadata(display_name="Broken", description="For tests.")

    def get_campaign_data(self, hook: h.CampaignDataAsked) -> h.CampaignData:
        raise RuntimeError("+12025550123 is to blame")

    def on_campaign_update_signal(self, hook: h.CampaignUpdateSignalled) -> h.CampaignData:
        raise Invalid("note", "The note is empty.", "Write one.")

    def on_opt_out(self, hook: h.OptedOut) -> None:
        raise RuntimeError("+12025550123 is to blame")

    def on_message_send(self, hook: h.SendsLeaving) -> h.SenderChoices:
        raise RuntimeError("no number picked")


class Registered:
    """A registry of the managers above; asked for one that is not enabled, it fails."""

    classes: ClassVar = {cls.name: cls for cls in (First, Second, Broken)}

    def get(self, name: str) -> type[ServiceManager]:
        return self.classes[name]


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "managers", Registered())
    HEARD.clear()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    hooks._configs.clear()
    secrets.forget()
    yield
    hooks._configs.clear()


def an_organization(*names: str) -> Organization:
    return Organization(organization_id="org-1", name="Friends of the River", service_managers=names)


def an_opt_out() -> h.OptedOut:
    return h.OptedOut(phone="+12025550123", reason="STOP", at=NOW)


def fire_one(hook: h.Hook[Any]) -> Any:
    answers = hooks.fire(hook, an_organization(EXAMPLE))
    assert [name for name, _ in answers] in ([EXAMPLE], [])
    return answers[0][1] if answers else None


@pytest.mark.usefixtures("registered")
class TestOrderAndFailure:
    def test_answers_come_in_the_configured_order(self) -> None:
        asked = h.CampaignDataAsked(campaign=CAMPAIGN)
        assert [name for name, _ in hooks.fire(asked, an_organization("second", "first"))] == [
            "second",
            "first",
        ]

    def test_a_manager_without_the_hook_is_passed_over(self) -> None:
        assert hooks.fire(h.BuyingNumbers(area_code="202", count=5), an_organization("first")) == []

    def test_the_installations_managers_count_where_an_organization_names_none(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        standing = replace(settings(), service_managers="first, second,")
        monkeypatch.setattr(hooks, "settings", lambda: standing)
        assert hooks.enabled(an_organization()) == ("first", "second")
        assert hooks.enabled(an_organization("second")) == ("second",)

    def test_a_question_that_fails_is_a_conflict_that_names_the_manager_and_nobody(self) -> None:
        with pytest.raises(Conflict, match="broken") as caught:
            hooks.fire(h.CampaignDataAsked(campaign=CAMPAIGN), an_organization("first", "broken"))
        assert "+1202" not in str(caught.value)

    def test_a_manager_that_nobody_knows_is_a_conflict_too(self) -> None:
        with pytest.raises(Conflict, match="unheard-of"):
            hooks.fire(h.CampaignDataAsked(campaign=CAMPAIGN), an_organization("unheard-of"))

    def test_what_a_manager_says_about_a_form_reaches_the_person(self) -> None:
        signal = h.CampaignUpdateSignalled(campaign=CAMPAIGN, user_id="user-1", data={})
        with pytest.raises(Invalid, match="The note is empty"):
            hooks.fire(signal, an_organization("broken"))

    def test_news_reach_everybody_although_one_fails_and_then_the_message_is_retried(self) -> None:
        with pytest.raises(hooks.ManagerFailed, match="on_opt_out: broken") as caught:
            hooks.fire(an_opt_out(), an_organization("first", "broken", "second"))
        assert HEARD == ["first", "second"]
        assert "+1202" not in str(caught.value)

    def test_no_send_leaves_while_a_manager_that_picks_senders_fails(self) -> None:
        leaving = h.SendsLeaving(campaign=CAMPAIGN, sends=(), recipients={}, numbers=())
        with pytest.raises(RuntimeError):
            hooks.fire(leaving, an_organization("broken", "first"))


class TestExample:
    """Every hook, fired through the shipped example."""

    def test_a_campaign_is_not_fully_configured_until_the_example_is_told_so(self) -> None:
        asked = h.CampaignDataAsked(campaign=CAMPAIGN)
        before = fire_one(asked)
        assert not before.fully_configured
        assert "ready" in before.missing
        fire_one(h.CampaignUpdateSignalled(campaign=CAMPAIGN, user_id="user-1", data={"ready": True}))
        assert fire_one(asked).fully_configured
        other = replace(CAMPAIGN, campaign_id="campaign-2")
        assert not fire_one(h.CampaignDataAsked(campaign=other)).fully_configured

    def test_a_recipient_keeps_the_number_they_know(self) -> None:
        sends = tuple(
            Send(organization_id="org-1", campaign_id="campaign-1", blast_id="b", send_id=one, phone=phone)
            for one, phone in (("send-1", "+12025550101"), ("send-2", "+12025550102"))
        )
        known = Recipient(organization_id="org-1", phone="+12025550101", sender="+12025550199")
        hook = h.SendsLeaving(
            campaign=CAMPAIGN, sends=sends, recipients={known.phone: known}, numbers=("+12025550198",)
        )
        assert fire_one(hook).senders == {"send-1": "+12025550199"}

    def test_reports_and_opt_outs_are_counted_without_a_phone_number(self) -> None:
        reports = tuple(
            DeliveryReported(
                organization_id="org-1", blast_id="b", send_id=str(i), state=state, vendor_message_id="SM1"
            )
            for i, state in enumerate(["DELIVERED", "DELIVERED", "FAILED"])
        )
        fire_one(h.DeliveriesReported(reports=reports))
        fire_one(an_opt_out())
        data = fire_one(h.OrganizationDataAsked()).data
        assert data == {"reported DELIVERED": 2, "reported FAILED": 1, "opted out": 1}

    def test_what_is_filled_in_the_settings_is_kept(self) -> None:
        fire_one(h.OrganizationUpdateSignalled(user_id="user-1", data={"greeting": "Hello"}))
        assert fire_one(h.OrganizationDataAsked()).data == {"greeting": "Hello"}

    def test_a_loaded_audience_and_a_new_vendor_are_remembered(self) -> None:
        fire_one(h.ContactsLoaded(campaign=CAMPAIGN, load_id="load-1", contacts=7))
        fire_one(h.ServiceVendorSetUp(service_vendor="twilio"))
        assert fire_one(h.CampaignDataAsked(campaign=CAMPAIGN)).data["contacts"] == 7
        assert fire_one(h.OrganizationDataAsked()).data == {"service_vendor": "twilio"}

    def test_a_start_is_blocked_with_a_reason_only_when_the_note_says_so(self) -> None:
        starting = h.CampaignStarting(campaign=CAMPAIGN, numbers=("+12025550198",))
        assert fire_one(starting) is None
        note = {"ready": True, "note": "Do not start before Monday"}
        fire_one(h.CampaignUpdateSignalled(campaign=CAMPAIGN, user_id="user-1", data=note))
        assert "Change the note" in fire_one(starting).reason

    def test_the_archive_and_the_way_back_are_remembered(self) -> None:
        asked = h.CampaignDataAsked(campaign=CAMPAIGN, from_statistics=True)
        fire_one(h.CampaignArchived(campaign=CAMPAIGN))
        assert fire_one(asked).data["archived"] is True
        fire_one(h.CampaignUnArchived(campaign=CAMPAIGN))
        assert fire_one(asked).data["archived"] is False

    def test_no_more_numbers_are_bought_than_the_settings_allow(self) -> None:
        wanted = h.BuyingNumbers(area_code="202", count=80)
        assert fire_one(wanted).count == 50
        extension_data.move("org-1", EXAMPLE, extension_data.CONFIG, {"most_numbers_at_once": 5}, version=0)
        assert fire_one(wanted).count == 50, "settings are kept for a minute"
        hooks.forget_config("org-1", EXAMPLE)
        assert fire_one(wanted).count == 5


def test_a_managers_secrets_come_from_ssm_and_stay_out_of_its_data_and_its_repr() -> None:
    secrets.put("org-1", EXAMPLE, {"example_token": "hush"})
    config = hooks._config(managers.get(EXAMPLE), an_organization(EXAMPLE))
    assert config.example_token == "hush"
    assert "hush" not in repr(config)
    assert extension_data.get("org-1", EXAMPLE, extension_data.CONFIG) == ({}, 0)


def test_every_hook_is_fired_by_a_test_of_this_file() -> None:
    text = Path(__file__).read_text()
    assert [hook.__name__ for hook in h.HOOKS if f"h.{hook.__name__}(" not in text] == []


def test_modules_are_imported_only_for_managers_that_are_switched_on() -> None:
    import sys

    name = "groundswell.extensions.service_managers.test_fake_example"
    kept: ModuleType | None = sys.modules.pop(name, None)
    try:
        assert hooks.fire(an_opt_out(), an_organization()) == []
        assert name not in sys.modules
    finally:
        if kept is not None:
            sys.modules[name] = kept
