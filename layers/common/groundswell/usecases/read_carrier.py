"""An organization goes in; whether it has a carrier, and whether that is a real one, comes out."""

from enum import StrEnum

from groundswell import secrets
from groundswell.domain.organization import Organization
from groundswell.extensions.registry import UnknownExtension
from groundswell.extensions.service_vendors import vendors
from groundswell.usecases.open_vendor import stands_in


class Carrier(StrEnum):
    """SIMULATED: connected, but no text reaches a real phone."""

    NOT_CONNECTED = "NOT_CONNECTED"
    SIMULATED = "SIMULATED"
    CONNECTED = "CONNECTED"


def read_carrier(organization: Organization) -> Carrier:
    """NOT_CONNECTED as long as one of the secrets is missing that the vendor's account needs."""
    name = organization.service_vendor
    try:
        metadata = vendors.get(name).metadata
    except UnknownExtension:
        return Carrier.NOT_CONNECTED
    if not set(metadata.secret_fields) <= set(secrets.list_names(organization.organization_id, name)):
        return Carrier.NOT_CONNECTED
    return Carrier.SIMULATED if metadata.reaches_nobody or stands_in(name) else Carrier.CONNECTED
