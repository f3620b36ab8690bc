"""What a person filled in in a service manager's form goes in; what the manager shows now comes out."""

from collections.abc import Mapping
from typing import Any

from groundswell import hooks
from groundswell.domain.errors import Conflict
from groundswell.domain.organization import Organization
from groundswell.extensions.service_managers.hooks import (
    CampaignData,
    CampaignUpdateSignalled,
    OrganizationUpdateSignalled,
)
from groundswell.tables import campaigns
from groundswell.usecases.configure_service_manager import get_manager_class


def signal_campaign(
    organization: Organization, campaign_id: str, name: str, data: Mapping[str, Any], user_id: str
) -> CampaignData:
    """The manager's form on a campaign's page."""
    get_manager_class(name)
    campaign = campaigns.get(organization.organization_id, campaign_id)
    hook = CampaignUpdateSignalled(campaign=campaign, user_id=user_id, data=data)
    answers = hooks.fire(hook, organization, only=name)
    if not answers:
        raise _no_form(name)
    return answers[0][1]


def signal_organization(
    organization: Organization, name: str, data: Mapping[str, Any], user_id: str
) -> Mapping[str, Any]:
    """The manager's form in the organization's settings."""
    get_manager_class(name)
    answers = hooks.fire(OrganizationUpdateSignalled(user_id=user_id, data=data), organization, only=name)
    if not answers:
        raise _no_form(name)
    return answers[0][1].data


def _no_form(name: str) -> Conflict:
    return Conflict(f"{name} is switched off, or has no form here.", "Switch it on in the settings first.")
