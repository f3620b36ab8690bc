"""An account with a service vendor goes in; once the vendor has accepted it, it is stored and in use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from groundswell import event_loop, hooks, secrets
from groundswell.domain.errors import Busy, Conflict, Invalid, Stale
from groundswell.domain.organization import Organization
from groundswell.extensions.service_managers.hooks import ServiceVendorSetUp
from groundswell.extensions.service_vendors.base import ServiceVendor
from groundswell.extensions.service_vendors.errors import VendorError, VendorRefused
from groundswell.tables import numbers, organizations
from groundswell.usecases.open_vendor import forget_vendor, vendor_of
from groundswell.usecases.read_organization import get_vendor_class


def connect_vendor(
    organization_id: str,
    name: str,
    *,
    given: Mapping[str, str],
    settings: Mapping[str, str],
    version: int | None = None,
) -> Organization:
    """Secrets that are not given stay as they are; nothing is stored unless the account works.

    Stale if `version` is given and the organization is no longer at it.
    """
    needs = get_vendor_class(name).metadata
    organization = organizations.get(organization_id)
    if version is not None and version != organization.version:
        raise Stale(f"organization {organization_id}")
    kept = secrets.get(organization_id, name)
    account = _filled({**kept, **given})
    _check_fields("secrets", given, account, needs.secret_fields, needs.optional_secret_fields)
    own_settings = _filled(settings)
    _check_fields("settings", settings, own_settings, needs.setting_fields, needs.optional_setting_fields)
    changed = replace(
        organization, service_vendor=name, vendor_settings=own_settings, version=organization.version + 1
    )
    _refuse_a_switch_with_numbers(organization, name)
    _check_account(vendor_of(changed, account))
    if account != kept:
        secrets.put(organization_id, name, account)
    changed = organizations.move(organization, changed)
    forget_vendor(organization_id)
    _tell_managers(changed)
    return changed


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {field: value.strip() for field, value in values.items() if value.strip()}


def _check_fields(
    where: str,
    given: Mapping[str, str],
    result: Mapping[str, str],
    required: Sequence[str],
    optional: Sequence[str],
) -> None:
    for unknown in sorted(given.keys() - {*required, *optional}):
        known = ", ".join([*required, *optional]) or "none"
        raise Invalid(f"{where}.{unknown}", "This vendor has no such field.", f"It has: {known}.")
    for missing in (field for field in required if field not in result):
        raise Invalid(f"{where}.{missing}", "It is missing.", "Copy it from the vendor's console.")


def _tell_managers(organization: Organization) -> None:
    try:
        hooks.fire(ServiceVendorSetUp(service_vendor=organization.service_vendor), organization)
    except hooks.ManagerFailed as error:
        problem = "The account is stored, but a service manager failed when it was told."
        raise Conflict(problem, "Send the same once more; if it keeps failing, look at the log.") from error


def _refuse_a_switch_with_numbers(organization: Organization, name: str) -> None:
    """Numbers belong to the vendor they were bought from."""
    if organization.service_vendor == name:
        return
    owned = numbers.list_page(organization.organization_id, limit=1)[0]
    if owned:
        problem = f"The organization owns numbers with {organization.service_vendor}."
        raise Conflict(problem, "Release them first; numbers cannot move to another vendor here.")


def _check_account(vendor: ServiceVendor) -> None:
    try:
        event_loop.run(vendor.check_account())
    except VendorRefused as error:
        advice = vendor.explain(error.code)
        raise Invalid(
            "secrets", f"The vendor refused this account: {advice.meaning}", advice.advice
        ) from error
    except VendorError as error:
        raise Busy("vendor") from error
