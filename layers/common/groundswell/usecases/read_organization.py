"""How an organization is set up: its id goes in, the extensions there are and the vendor's set-up come out."""

from collections.abc import Mapping
from dataclasses import dataclass

from groundswell import secrets
from groundswell.domain.errors import NotFound
from groundswell.domain.organization import Organization
from groundswell.extensions.registry import UnknownExtension
from groundswell.extensions.service_managers import managers
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.settings import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorSetUp:
    """`secrets_set` are names; the secrets themselves never leave."""

    name: str
    display_name: str
    description: str
    in_use: bool
    secret_fields: tuple[str, ...]
    optional_secret_fields: tuple[str, ...]
    setting_fields: tuple[str, ...]
    optional_setting_fields: tuple[str, ...]
    secrets_set: tuple[str, ...]
    settings: Mapping[str, str]
    webhook_url: str
    version: int


def opt_out_page_url(organization_id: str) -> str:
    """Where anybody can opt a phone out of the organization's texts."""
    return f"{settings().public_base_url.rstrip('/')}/o/{organization_id}"


def list_extension_names() -> tuple[list[str], list[str]]:
    """The service vendors and the service managers there are."""
    return vendors.available(), managers.available()


def get_vendor_class(name: str) -> type[ServiceVendor]:
    """NotFound if there is no service vendor of that name."""
    try:
        return vendors.get(name)
    except UnknownExtension as error:
        raise NotFound(f"service vendor {name}") from error


def get_vendor_set_up(organization: Organization, name: str) -> VendorSetUp:
    """Settings are shown of the vendor in use only: of another there are none."""
    vendor = get_vendor_class(name)
    in_use = organization.service_vendor == name
    public = settings().public_base_url.rstrip("/")
    return VendorSetUp(
        name=name,
        display_name=vendor.metadata.display_name,
        description=vendor.metadata.description,
        in_use=in_use,
        secret_fields=vendor.metadata.secret_fields,
        optional_secret_fields=vendor.metadata.optional_secret_fields,
        setting_fields=vendor.metadata.setting_fields,
        optional_setting_fields=vendor.metadata.optional_setting_fields,
        secrets_set=tuple(secrets.list_names(organization.organization_id, name)),
        settings=dict(organization.vendor_settings) if in_use else {},
        webhook_url=f"{public}/webhooks/{organization.organization_id}/{name}/inbound",
        version=organization.version,
    )
