"""An account with a service vendor goes in; once the vendor has accepted it, it is stored and in use."""

from collections.abc import Mapping
from dataclasses import replace

from groundswell import event_loop, hooks, secrets
from groundswell.domain.errors import Busy, Conflict, Invalid
from groundswell.domain.organization import Organization
from groundswell.extensions.service_managers.base import ServiceVendorSetUp
from groundswell.extensions.service_vendors.base import ServiceVendor, VendorError, VendorRefused
from groundswell.tables import numbers, organizations
from groundswell.usecases.open_vendor import forget_vendor, vendor_of
from groundswell.usecases.read_organization import get_vendor_class


def connect_vendor(
    organization_id: str, name: str, *, given: Mapping[str, str], settings: Mapping[str, str]
) -> Organization:
    """Secrets that are not given stay as they are; nothing is stored unless the account works."""
    vendor_class = get_vendor_class(name)
    organization = organizations.get(organization_id)
    unknown = sorted(given.keys() - set(vendor_class.metadata.secret_fields))
    if unknown:
        known = ", ".join(vendor_class.metadata.secret_fields)
        raise Invalid(f"secrets.{unknown[0]}", "This vendor has no such secret.", f"It takes: {known}.")
    account = {
        **secrets.get(organization_id, name),
        **{field: value.strip() for field, value in given.items()},
    }
    missing = [field for field in vendor_class.metadata.secret_fields if not account.get(field)]
    if missing:
        raise Invalid(f"secrets.{missing[0]}", "It is missing.", "Copy it from the vendor's console.")
    changed = replace(
        organization, service_vendor=name, vendor_settings=dict(settings), version=organization.version + 1
    )
    _refuse_a_switch_with_numbers(organization, name)
    _check(vendor_of(changed, account))
    secrets.put(organization_id, name, account)
    changed = organizations.move(organization, changed)
    forget_vendor(organization_id)
    _tell_managers(changed)
    return changed


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


def _check(vendor: ServiceVendor) -> None:
    try:
        event_loop.run(vendor.check_account())
    except VendorRefused as error:
        advice = vendor.explain(error.code)
        raise Invalid(
            "secrets", f"The vendor refused this account: {advice.meaning}", advice.advice
        ) from error
    except VendorError as error:
        raise Busy("vendor") from error
