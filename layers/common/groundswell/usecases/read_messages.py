"""Messages that were sent at once, as they stand: ids go in, messages with their figures come out."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.blast import SendFilter
from groundswell.domain.campaign import Campaign, CampaignKind
from groundswell.domain.errors import NotFound
from groundswell.domain.send import Send
from groundswell.tables import blasts, campaigns
from groundswell.usecases.read_blasts import BlastReport, list_some, report_blast

Cursor = Mapping[str, Any]


def list_messages(
    organization_id: str, *, limit: int, cursor: Cursor | None = None
) -> tuple[list[Campaign], Cursor | None]:
    """Without their figures, the newest first."""
    return campaigns.list_of_kind(organization_id, CampaignKind.MESSAGE, limit=limit, cursor=cursor)


def get_message(organization_id: str, message_id: str) -> tuple[Campaign, BlastReport]:
    """Answers and test texts are found by their ids as well."""
    message = campaigns.get(organization_id, message_id)
    return message, report_blast(organization_id, message_id, _blast_id(message))


def list_message_sends(
    organization_id: str,
    message_id: str,
    *,
    only: SendFilter = SendFilter(),  # noqa: B008 - it is frozen
    limit: int,
    cursor: Cursor | None = None,
) -> tuple[list[Send], Cursor | None]:
    """Only those in `states`, if any are named; NotFound for a campaign that people planned."""
    blast_id = _blast_id(campaigns.get(organization_id, message_id))
    return list_some(blast_id, only, limit=limit, cursor=cursor)


def _blast_id(message: Campaign) -> str:
    if message.kind is CampaignKind.CAMPAIGN:
        raise NotFound("message")
    return blasts.list_of(message.organization_id, message.campaign_id)[0].blast_id
