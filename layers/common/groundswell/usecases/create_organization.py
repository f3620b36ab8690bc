"""A name and its first owner go in; a new organization comes out."""

from uuid import uuid4

from groundswell import clock
from groundswell.domain.organization import Member, Organization, Role
from groundswell.tables import organizations


def create_organization(
    name: str, owner_email: str, owner_user_id: str, *, service_vendor: str = "twilio"
) -> Organization:
    """It has no account with its vendor yet."""
    now = clock.now()
    organization = Organization(
        organization_id=str(uuid4()), name=name.strip(), service_vendor=service_vendor, created_at=now
    )
    owner = Member(
        organization_id=organization.organization_id,
        user_id=owner_user_id,
        email=owner_email,
        role=Role.OWNER,
        created_at=now,
    )
    organizations.add(organization, owner)
    return organization
