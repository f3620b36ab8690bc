"""The person who is signed in."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.domain.organization import Role
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.shapes import Shape
from groundswell.usecases.read_organization import list_memberships

router = APIGatewayHttpRouter()


class MembershipShape(Shape):
    organization_id: str
    organization_name: str
    role: Role


class MeShape(Shape):
    user_id: str
    email: str | None
    memberships: list[MembershipShape]


@router.get("/v1/me")
def get_me(caller: CurrentCaller) -> MeShape:
    """Get yourself and the organizations you may work in."""
    found = list_memberships(caller.user_id)
    memberships = [
        MembershipShape(
            organization_id=organization.organization_id,
            organization_name=organization.name,
            role=member.role,
        )
        for organization, member in found
    ]
    return MeShape(
        user_id=caller.user_id, email=found[0][1].email if found else None, memberships=memberships
    )
