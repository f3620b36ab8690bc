"""A campaign's id goes in, everything that it still lacks before it can start comes out."""

from groundswell import hooks
from groundswell.domain.campaign import Campaign
from groundswell.domain.errors import Problem
from groundswell.domain.readiness import ManagerReport, missing
from groundswell.extensions.service_managers.hooks import CampaignDataAsked
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.settings import settings
from groundswell.tables import campaigns, numbers, organizations
from groundswell.usecases.call_vendor import call_vendor
from groundswell.usecases.open_vendor import open_vendor
from groundswell.usecases.run_step import Deadline


def check_readiness(organization_id: str, campaign_id: str) -> list[Problem]:
    """Empty when the campaign could start now; the carrier and the service managers are asked as well."""
    campaign = campaigns.get(organization_id, campaign_id)
    return missing(
        campaign,
        numbers=len(numbers.list_of_campaign(organization_id, campaign_id)),
        vendor_problem=_vendor_problem(organization_id),
        managers=_ask_managers(campaign),
    )


def _vendor_problem(organization_id: str) -> Problem | None:
    vendor = open_vendor(organization_id)
    (outcome,) = call_vendor([vendor.check_account], Deadline.after(settings().step_seconds))
    if not isinstance(outcome, VendorError):
        return None
    if isinstance(outcome, VendorRefused):
        advice = vendor.explain(outcome.code)
        meaning = f"The account with {vendor.metadata.display_name} does not work: {advice.meaning}"
        return Problem("service-vendor", meaning, advice.advice)
    return Problem(
        "service-vendor", f"{vendor.metadata.display_name} has not answered.", "Try again in a minute."
    )


def _ask_managers(campaign: Campaign) -> list[ManagerReport]:
    answers = hooks.fire(CampaignDataAsked(campaign=campaign), organizations.get(campaign.organization_id))
    return [
        ManagerReport(name=name, fully_configured=answer.fully_configured, missing=answer.missing)
        for name, answer in answers
    ]
