"""One organization: its settings, its account with a service vendor."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.organization import Organization, Role
from groundswell.domain.pacing import Pace, PaceScope
from groundswell.entrypoints.conditions import IfMatch, version_of
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Body, Hour, Id, OneLine, Shape
from groundswell.usecases.change_settings import change_settings
from groundswell.usecases.connect_vendor import connect_vendor
from groundswell.usecases.read_carrier import Carrier, read_carrier
from groundswell.usecases.read_organization import (
    get_vendor_set_up,
    list_extension_names,
    opt_out_page_url,
)
from routes.permissions import ORGANIZATION, VENDOR

router = APIGatewayHttpRouter()
Name = Annotated[str, Field(min_length=1, max_length=200, examples=["Friends of the River"]), OneLine]


class OrganizationShape(Shape):
    """While `carrier` is SIMULATED no text reaches a real phone."""

    organization_id: str
    name: str
    service_vendor: str
    carrier: Carrier
    role: Role
    created_at: datetime | None


class PaceShape(Shape):
    """At most so many segments a second: for the whole account, or for each number by itself."""

    scope: PaceScope
    segments_per_second: Annotated[float, Field(examples=[12])]


class SettingsShape(Shape):
    """`opt_out_page_url` is where anybody can opt a phone out; `opt_out_confirmation` may be empty: none is sent.

    Texts leave only from `opens` to `closes`, in every time zone that the recipient could be in."""

    name: str
    opens: Hour
    closes: Hour
    pace: PaceShape | None
    service_vendor: str
    service_managers: list[str]
    available_service_vendors: list[str] = Field(default_factory=list)
    available_service_managers: list[str] = Field(default_factory=list)
    opt_out_confirmation: str
    help_answer: str
    retention_days: int | None
    opt_out_page_url: str = ""
    version: int


class SettingsBody(Body):
    name: Name
    opens: Hour
    closes: Hour
    pace: Annotated[
        PaceShape | None, Field(default=None, description="Left out: as fast as the carrier takes texts.")
    ]
    service_managers: Annotated[list[str], Field(max_length=20, examples=[["sticky-sender"]])]
    opt_out_confirmation: Annotated[str | None, Field(max_length=1000)] = None
    help_answer: Annotated[str | None, Field(max_length=1000)] = None
    retention_days: Annotated[
        int | None,
        Field(
            ge=0,
            le=3650,
            description="Contacts, phones and texts of campaigns that ended longer ago are forgotten, for good. 0 keeps"
            " everything; left out, it stays as it is.",
            examples=[365],
        ),
    ] = None


class VendorShape(Shape):
    """`secrets_set` says which secrets are stored; they are never shown."""

    name: str
    display_name: str
    description: str
    in_use: bool
    secret_fields: list[str]
    optional_secret_fields: list[str]
    setting_fields: list[str]
    optional_setting_fields: list[str]
    secrets_set: list[str]
    settings: dict[str, str]
    webhook_url: str
    version: int


class VendorBody(Body):
    """A secret that is left out stays as it is, an empty one is removed."""

    secrets: Annotated[
        dict[str, Annotated[str, Field(max_length=500)]],
        Field(max_length=20, default_factory=dict, examples=[{"account_sid": "AC…", "auth_token": "…"}]),
    ]
    settings: Annotated[
        dict[str, Annotated[str, Field(max_length=1000)]], Field(max_length=20, default_factory=dict)
    ]


@router.get(ORGANIZATION)
def get_organization(organization_id: Id, caller: CurrentCaller) -> OrganizationShape:
    """Get the organization and your role in it."""
    organization = caller.organization
    return OrganizationShape(
        organization_id=organization_id,
        name=organization.name,
        service_vendor=organization.service_vendor,
        carrier=read_carrier(organization),
        role=caller.member.role,
        created_at=organization.created_at,
    )


@router.get(f"{ORGANIZATION}/settings")
def get_settings(organization_id: Id, caller: CurrentCaller) -> SettingsShape:
    """Get the organization's settings."""
    return _settings(caller.organization)


@router.put(f"{ORGANIZATION}/settings")
def put_settings(
    organization_id: Id, body: SettingsBody, if_match: Annotated[IfMatch, Header()] = None
) -> SettingsShape:
    """Change the organization's settings.

    `opens` and `closes` may only narrow 08:00 to 21:00, which is the law.
    """
    pace = body.pace and Pace(scope=body.pace.scope, segments_per_second=body.pace.segments_per_second)
    changes = {**body.changes(), "pace": pace, "service_managers": tuple(body.service_managers)}
    if body.retention_days == 0:
        changes["retention_days"] = None
    return _settings(change_settings(organization_id, changes, version=version_of(if_match)))


def _settings(organization: Organization) -> SettingsShape:
    vendors, managers = list_extension_names()
    shape = SettingsShape.of(organization)
    return shape.model_copy(
        update={
            "available_service_vendors": vendors,
            "available_service_managers": managers,
            "opt_out_page_url": opt_out_page_url(organization.organization_id),
        }
    )


@router.get(VENDOR)
def get_service_vendor(organization_id: Id, name: Id, caller: CurrentCaller) -> VendorShape:
    """Get how the account with a service vendor is set up.

    Secrets never leave: `secrets_set` only names those that are stored.
    """
    return VendorShape.of(get_vendor_set_up(caller.organization, name))


@router.put(VENDOR)
def put_service_vendor(
    organization_id: Id, name: Id, body: VendorBody, if_match: Annotated[IfMatch, Header()] = None
) -> VendorShape:
    """Connect the organization to a service vendor.

    The vendor is asked whether the account works before anything is stored.
    """
    version = version_of(if_match)
    changed = connect_vendor(
        organization_id, name, given=body.secrets, settings=body.settings, version=version
    )
    return VendorShape.of(get_vendor_set_up(changed, name))
