"""Service managers: which there are, how they are set up, and their forms on a campaign's page."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.entrypoints.conditions import IfMatch, version_of
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import Items
from groundswell.entrypoints.shapes import Body, Id, Shape
from groundswell.usecases.configure_service_manager import configure_service_manager, read_service_manager
from groundswell.usecases.read_service_managers import (
    ManagerInfo,
    get_organization_data,
    list_campaign_data,
)
from groundswell.usecases.read_service_managers import list_service_managers as read_managers
from groundswell.usecases.signal_service_manager import signal_campaign, signal_organization
from routes.permissions import CAMPAIGN, MANAGER, ORGANIZATION

router = APIGatewayHttpRouter()
Filled = Annotated[dict[str, Any], Field(max_length=100, examples=[{"ready": True}])]


class ConfigFieldShape(Shape):
    """`kind` is str, int, bool …; a secret's default is null."""

    name: str
    kind: str
    secret: bool
    default: Any


class ManagerShape(Shape):
    name: str
    display_name: str
    description: str
    enabled: bool
    can_spend_money: bool
    organization_form: bool
    campaign_form: bool
    fields: list[ConfigFieldShape]

    @classmethod
    def of(cls, thing: ManagerInfo) -> "ManagerShape":
        about = thing.metadata
        return cls(
            name=thing.name,
            display_name=about.display_name,
            description=about.description,
            enabled=thing.enabled,
            can_spend_money=about.can_spend_money,
            organization_form=about.organization_form,
            campaign_form=about.campaign_form,
            fields=[ConfigFieldShape.of(one) for one in thing.fields],
        )


class SetUpShape(Shape):
    """`values` without secrets, `secrets_set` names those that are stored, `data` is what the manager shows."""

    name: str
    values: dict[str, Any]
    secrets_set: list[str]
    data: dict[str, Any]
    version: int


class SetUpBody(Body):
    """Fields that are left out stay as they are."""

    values: Annotated[dict[str, Any], Field(max_length=100, examples=[{"most_numbers_at_once": 20}])]


class FormBody(Body):
    data: Filled


class CampaignDataShape(Shape):
    """Not `fully_configured` blocks the start, not `un_archiveable` blocks leaving the archive."""

    name: str
    data: dict[str, Any]
    fully_configured: bool
    un_archiveable: bool
    missing: str


class OrganizationDataShape(Shape):
    name: str
    data: dict[str, Any]


@router.get(f"{ORGANIZATION}/service-managers")
def list_service_managers(organization_id: Id, caller: CurrentCaller) -> Items[ManagerShape]:
    """List the service managers, those that are on first."""
    return Items(items=[ManagerShape.of(one) for one in read_managers(caller.organization)])


@router.get(MANAGER)
def get_service_manager(organization_id: Id, name: Id, caller: CurrentCaller) -> SetUpShape:
    """Get how a service manager is set up; its secrets are only named."""
    return _set_up(caller, name, read_service_manager(organization_id, name))


@router.put(MANAGER)
def put_service_manager(
    organization_id: Id,
    name: Id,
    body: SetUpBody,
    caller: CurrentCaller,
    if_match: Annotated[IfMatch, Header()] = None,
) -> SetUpShape:
    """Set up a service manager."""
    version = version_of(if_match)
    config = configure_service_manager(organization_id, name, body.values, version=version)
    return _set_up(caller, name, config)


def _set_up(caller: CurrentCaller, name: str, config: Any) -> SetUpShape:
    data = get_organization_data(caller.organization, name)
    return SetUpShape(
        name=name,
        values=config.values,
        secrets_set=list(config.secrets_set),
        data=data,
        version=config.version,
    )


@router.post(f"{MANAGER}/form")
def post_service_manager_form(
    organization_id: Id, name: Id, body: FormBody, caller: CurrentCaller
) -> OrganizationDataShape:
    """Send in a service manager's form of the settings."""
    data = signal_organization(caller.organization, name, body.data, caller.user_id)
    return OrganizationDataShape(name=name, data=data)


@router.get(f"{CAMPAIGN}/service-managers")
def list_campaign_managers(
    organization_id: Id, campaign_id: Id, caller: CurrentCaller
) -> Items[CampaignDataShape]:
    """List what the service managers show of the campaign, and whether they let it start."""
    found = list_campaign_data(caller.organization, campaign_id)
    return Items(items=[_campaign_data(name, data) for name, data in found])


@router.post(f"{CAMPAIGN}/service-managers/<name>")
def post_campaign_manager_form(
    organization_id: Id, campaign_id: Id, name: Id, body: FormBody, caller: CurrentCaller
) -> CampaignDataShape:
    """Send in a service manager's form of the campaign."""
    data = signal_campaign(caller.organization, campaign_id, name, body.data, caller.user_id)
    return _campaign_data(name, data)


def _campaign_data(name: str, data: Any) -> CampaignDataShape:
    return CampaignDataShape(
        name=name,
        data=dict(data.data),
        fully_configured=data.fully_configured,
        un_archiveable=data.un_archiveable,
        missing=data.missing,
    )
