"""A person has read a doubtful reply and found it to be no opt-out: it no longer waits."""

from groundswell.domain.errors import NotFound
from groundswell.tables import reviews


def settle_review(organization_id: str, phone: str) -> None:
    """NotFound if nothing waits. If it is an opt-out, opt the phone out instead: that settles it too."""
    if not reviews.settle(organization_id, phone):
        raise NotFound("review")
