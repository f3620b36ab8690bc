"""An organization's id goes in, its service vendor comes out, ready to call."""

import time
from collections.abc import Mapping

from groundswell import secrets
from groundswell.domain.organization import Organization
from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account, ServiceVendor
from groundswell.settings import settings
from groundswell.tables import organizations

KEPT_SECONDS = 300.0
DOUBTED_AFTER_SECONDS = 30.0
_open: dict[str, tuple[float, ServiceVendor]] = {}


def open_vendor(organization_id: str) -> ServiceVendor:
    """The vendor, kept for five minutes; NotFound (before any secret is read) if it is unknown."""
    kept = _open.get(organization_id)
    if kept is None or kept[0] < time.monotonic():
        kept = (time.monotonic() + KEPT_SECONDS, _make(organization_id))
        _open[organization_id] = kept
    return kept[1]


def reopen_vendor(organization_id: str) -> ServiceVendor | None:
    """The vendor with its secrets read anew, in case another process has changed them; None if they are fresh."""
    kept = _open.get(organization_id)
    if kept is not None and time.monotonic() < kept[0] - KEPT_SECONDS + DOUBTED_AFTER_SECONDS:
        return None
    secrets.forget_one(organization_id, organizations.get(organization_id).service_vendor)
    forget_vendor(organization_id)
    return open_vendor(organization_id)


def _make(organization_id: str) -> ServiceVendor:
    organization = organizations.get(organization_id)
    return vendor_of(organization, secrets.get(organization_id, organization.service_vendor))


def vendor_of(organization: Organization, account_secrets: Mapping[str, str]) -> ServiceVendor:
    """The organization's vendor with these secrets, stored or not."""
    return vendors.get(organization.service_vendor)(
        Account(
            organization_id=organization.organization_id,
            secrets=account_secrets,
            settings=organization.vendor_settings,
            public_base_url=settings().public_base_url.rstrip("/"),
            api_base_url=_base_url(organization.service_vendor),
        )
    )


def _base_url(vendor: str) -> str:
    """The setting `<vendor>_api_base_url`, for a vendor that has one; empty where its own hosts are called."""
    return str(getattr(settings(), f"{vendor.replace('-', '_')}_api_base_url", "")).rstrip("/")


def stands_in(vendor: str) -> bool:
    """Whether a simulator answers in the vendor's place in this installation."""
    return bool(_base_url(vendor))


def forget_vendor(organization_id: str) -> None:
    """Open it anew next time, because its account has just been changed."""
    _open.pop(organization_id, None)
