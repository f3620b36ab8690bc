"""An example that has every hook: copy this folder, keep what you need, delete the rest.

It keeps in its drawer how often each thing happened, lets a campaign start only once a person has ticked
`ready` in its form, and gives each recipient the number they know.
"""

from dataclasses import dataclass
from typing import Any

from groundswell.extensions.service_managers.base import Metadata, ServiceManager, secret
from groundswell.extensions.service_managers.hooks import (
    BuyingNumbers,
    CampaignArchived,
    CampaignBlocked,
    CampaignData,
    CampaignDataAsked,
    CampaignStarting,
    CampaignUnArchived,
    CampaignUpdateSignalled,
    ContactsLoaded,
    DeliveriesReported,
    NumbersWanted,
    OptedOut,
    OrganizationData,
    OrganizationDataAsked,
    OrganizationUpdateSignalled,
    SenderChoices,
    SendsLeaving,
    ServiceVendorSetUp,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What an owner may set; each field needs a default."""

    most_numbers_at_once: int = 50
    example_token: str = secret()


class TestFakeExample(ServiceManager):
    """Shows every hook."""

    __test__ = False  # the name has to begin with the seed's "test", but it is none
    name = "test-fake-example"
    metadata = Metadata(
        display_name="Example",
        description="For developers: shows what every hook is for. It changes nothing outside its own data.",
        organization_form=True,
        campaign_form=True,
    )
    Config = Config

    def on_message_send(self, hook: SendsLeaving) -> SenderChoices:
        """Prefer the number that a recipient knows; leave the others to the next in line."""
        known = {send.send_id: hook.recipients.get(send.phone) for send in hook.sends}
        return SenderChoices(senders={key: one.sender for key, one in known.items() if one and one.sender})

    def on_delivery_report(self, hook: DeliveriesReported) -> None:
        """Count reports by state."""
        self._count(*(f"reported {report.state}" for report in hook.reports))

    def on_opt_out(self, hook: OptedOut) -> None:
        """Count those who left. Their number stays out of our data."""
        self._count("opted out")

    def get_campaign_data(self, hook: CampaignDataAsked) -> CampaignData:
        """A campaign may start once somebody ticked `ready` in the form."""
        return self._campaign_data(self.drawer.get(hook.campaign.campaign_id))

    def on_campaign_update_signal(self, hook: CampaignUpdateSignalled) -> CampaignData:
        """Keep what was filled in, and answer with what is shown now."""
        data = self.drawer.get(hook.campaign.campaign_id)
        data |= {"ready": bool(hook.data.get("ready")), "note": str(hook.data.get("note", ""))[:1000]}
        self.drawer.put(data, hook.campaign.campaign_id)
        return self._campaign_data(data)

    def get_organization_data(self, hook: OrganizationDataAsked) -> OrganizationData:
        """Show what was counted and kept."""
        return OrganizationData(data=self.drawer.get())

    def on_organization_update_signal(self, hook: OrganizationUpdateSignalled) -> OrganizationData:
        """Keep a greeting that nobody needs."""
        data = self.drawer.get() | {"greeting": str(hook.data.get("greeting", ""))[:1000]}
        self.drawer.put(data)
        return OrganizationData(data=data)

    def on_campaign_contact_load(self, hook: ContactsLoaded) -> None:
        """Remember how large the audience was, whichever load was the last."""
        data = self.drawer.get(hook.campaign.campaign_id) | {
            "load_id": hook.load_id,
            "contacts": hook.contacts,
        }
        self.drawer.put(data, hook.campaign.campaign_id)

    def on_organization_service_vendor_setup(self, hook: ServiceVendorSetUp) -> None:
        """Remember which vendor it was."""
        self.drawer.put(self.drawer.get() | {"service_vendor": hook.service_vendor})

    def on_campaign_start(self, hook: CampaignStarting) -> CampaignBlocked | None:
        """Object to a campaign whose note says so."""
        if "do not start" in str(self.drawer.get(hook.campaign.campaign_id).get("note", "")).lower():
            return CampaignBlocked(reason="The note in the Example form says not to start. Change the note.")
        return None

    def on_campaign_archive(self, hook: CampaignArchived) -> None:
        """A campaign that was given back for good stays in the archive."""
        data = self.drawer.get(hook.campaign.campaign_id) | {"archived": True}
        self.drawer.put(data, hook.campaign.campaign_id)

    def on_campaign_un_archive(self, hook: CampaignUnArchived) -> None:
        """It is back."""
        data = self.drawer.get(hook.campaign.campaign_id) | {"archived": False}
        self.drawer.put(data, hook.campaign.campaign_id)

    def on_buy_phone_numbers(self, hook: BuyingNumbers) -> NumbersWanted:
        """Never buy more at once than the settings allow."""
        most: int = self.config.most_numbers_at_once
        return NumbersWanted(area_code=hook.area_code, count=min(hook.count, most))

    def _campaign_data(self, data: dict[str, Any]) -> CampaignData:
        ready = bool(data.get("ready"))
        missing = "" if ready else "Tick “ready” in the Example form."
        return CampaignData(data=data, fully_configured=ready, missing=missing)

    def _count(self, *what: str) -> None:
        data = self.drawer.get()
        for one in what:
            data[one] = data.get(one, 0) + 1
        self.drawer.put(data)


EXTENSION = TestFakeExample
