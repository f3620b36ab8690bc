"""The service managers there are, and what each shows of an organization or a campaign, come out."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from groundswell import hooks
from groundswell.domain.organization import Organization
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_managers.base import Metadata, kind_of, secret_fields
from groundswell.extensions.service_managers.hooks import (
    CampaignData,
    CampaignDataAsked,
    OrganizationDataAsked,
)
from groundswell.tables import campaigns


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigField:
    """One field of a manager's settings, for a form."""

    name: str
    kind: str
    secret: bool
    default: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerInfo:
    name: str
    metadata: Metadata
    enabled: bool
    fields: tuple[ConfigField, ...]


def list_service_managers(organization: Organization) -> list[ManagerInfo]:
    """All of them, those first that the organization has on, in the order in which they are asked."""
    on = hooks.enabled(organization)
    names = [*on, *(name for name in managers.available() if name not in on)]
    return [
        ManagerInfo(name=name, metadata=manager.metadata, enabled=name in on, fields=_fields(manager.Config))
        for name, manager in ((name, managers.get(name)) for name in names)
    ]


def _fields(config: type) -> tuple[ConfigField, ...]:
    hidden = secret_fields(config)
    return tuple(
        ConfigField(
            name=field.name,
            kind=kind_of(field),
            secret=field.name in hidden,
            default=None if field.name in hidden or field.default is MISSING else field.default,
        )
        for field in fields(config)
    )


def get_organization_data(organization: Organization, name: str) -> Mapping[str, Any]:
    """What one manager shows in the settings; nothing if it is off or shows nothing."""
    answers = hooks.fire(OrganizationDataAsked(), organization, only=name)
    return answers[0][1].data if answers else {}


def list_campaign_data(organization: Organization, campaign_id: str) -> list[tuple[str, CampaignData]]:
    """What each manager that is on shows of the campaign."""
    campaign = campaigns.get(organization.organization_id, campaign_id)
    return hooks.fire(CampaignDataAsked(campaign=campaign), organization)
