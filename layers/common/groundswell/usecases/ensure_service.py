"""A campaign that starts goes in, and comes out with its one messaging service on record."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from groundswell.domain.campaign import Campaign
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError
from groundswell.usecases.call_vendor import call_vendor
from groundswell.usecases.change_campaign import change_campaign
from groundswell.usecases.run_step import Deadline

T = TypeVar("T")


def ensure_service(campaign: Campaign, vendor: ServiceVendor, deadline: Deadline) -> Campaign:
    """The service is looked for by its label before it is created, so that a lost answer creates no second."""
    if campaign.messaging_service_id is not None:
        return campaign
    label = f"Groundswell {campaign.campaign_id}"
    made = _ask(lambda: vendor.find_messaging_service(label), deadline)
    if made is None:
        made = _ask(lambda: vendor.create_messaging_service(label), deadline)
    campaign = change_campaign(
        campaign,
        lambda now, at: now if now.messaging_service_id else now.change(at=at, messaging_service_id=made),
    )
    if campaign.messaging_service_id != made:  # another worker was faster; ours is empty
        _ask(lambda: vendor.delete_messaging_service(made), deadline)
    return campaign


def _ask(call: Callable[[], Coroutine[Any, Any, T]], deadline: Deadline) -> T:
    (outcome,) = call_vendor([call], deadline)
    if isinstance(outcome, VendorError):
        raise outcome
    return outcome
