"""The hooks of a service manager: each is one dataclass in and one dataclass, or nothing, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from groundswell.domain.campaign import Campaign
from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send
from groundswell.messages import DeliveryReported

A = TypeVar("A", covariant=True)


class Hook(Generic[A]):
    """What happens, or is asked; `A` is what a manager may answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderChoices:
    """Which number each send shall come from, by send id; sends left out are chosen by the next in line."""

    senders: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsLeaving(Hook[SenderChoices]):
    """A chunk of texts is about to be claimed and sent: fires once for all, before any is claimed."""

    campaign: Campaign
    sends: tuple[Send, ...]
    recipients: Mapping[str, Recipient]  # by phone; a phone never texted before is missing
    numbers: tuple[str, ...]  # the campaign's own


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesReported(Hook[None]):
    """The carrier told how texts fared; the reports have been applied."""

    reports: tuple[DeliveryReported, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedOut(Hook[None]):
    """Somebody is texted no more; that is stored already."""

    phone: str
    reason: str
    at: datetime
    campaign_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignData:
    """What the console shows of the manager for one campaign. Not `fully_configured` blocks its start,
    not `un_archiveable` blocks taking it out of the archive; `missing` says in plain words what to do."""

    data: Mapping[str, Any] = field(default_factory=dict)
    fully_configured: bool = True
    un_archiveable: bool = True
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDataAsked(Hook[CampaignData]):
    """A campaign is shown, or about to start or leave the archive."""

    campaign: Campaign
    from_statistics: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignUpdateSignalled(Hook[CampaignData]):
    """A person filled in the manager's form of a campaign."""

    campaign: Campaign
    user_id: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationData:
    """What the console shows of the manager in the organization's settings."""

    data: Mapping[str, Any] = field(default_factory=dict)
    fully_configured: bool = True
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDataAsked(Hook[OrganizationData]):
    """An organization's settings are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationUpdateSignalled(Hook[OrganizationData]):
    """A person filled in the manager's form in the settings."""

    user_id: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsLoaded(Hook[None]):
    """A campaign has got its audience."""

    campaign: Campaign
    load_id: str
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceVendorSetUp(Hook[None]):
    """The organization's account with its vendor was entered or changed."""

    service_vendor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBlocked:
    """The campaign must not start; `reason` tells a person why, and what to do."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignStarting(Hook[CampaignBlocked]):
    """The campaign's numbers are in place; with no objection it becomes active."""

    campaign: Campaign
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignArchived(Hook[None]):
    """The campaign has gone to the archive."""

    campaign: Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignUnArchived(Hook[None]):
    """The campaign has come back from the archive."""

    campaign: Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersWanted:
    """What to buy instead."""

    area_code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyingNumbers(Hook[NumbersWanted]):
    """Numbers are about to be bought; nothing has been paid for yet."""

    area_code: str
    count: int


HOOKS: dict[type[Hook[Any]], str] = {
    SendsLeaving: "on_message_send",
    DeliveriesReported: "on_delivery_report",
    OptedOut: "on_opt_out",
    CampaignDataAsked: "get_campaign_data",
    CampaignUpdateSignalled: "on_campaign_update_signal",
    OrganizationDataAsked: "get_organization_data",
    OrganizationUpdateSignalled: "on_organization_update_signal",
    ContactsLoaded: "on_campaign_contact_load",
    ServiceVendorSetUp: "on_organization_service_vendor_setup",
    CampaignStarting: "on_campaign_start",
    CampaignArchived: "on_campaign_archive",
    CampaignUnArchived: "on_campaign_un_archive",
    BuyingNumbers: "on_buy_phone_numbers",
}
