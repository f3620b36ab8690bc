"""Campaigns: drafting, checking, starting, sending, pausing, archiving."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from groundswell.entrypoints.conditions import IfMatch, version_of
from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Id
from groundswell.usecases.archive_campaign import archive_campaign
from groundswell.usecases.check_readiness import check_readiness
from groundswell.usecases.copy_campaign import copy_campaign
from groundswell.usecases.create_campaign import create_campaign
from groundswell.usecases.edit_campaign import edit_campaign
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.preview_text import preview_text
from groundswell.usecases.read_campaigns import get_campaign as read_campaign
from groundswell.usecases.read_campaigns import list_campaigns as read_campaigns
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.send_campaign import send_campaign
from groundswell.usecases.start_campaign import start_campaign
from groundswell.usecases.unarchive_campaign import unarchive_campaign
from routes.blasts import BlastShape
from routes.campaign_shapes import (
    CampaignBody,
    CampaignShape,
    CopyBody,
    FindingShape,
    NewCampaignBody,
    PreflightShape,
    PreviewBody,
    PreviewShape,
)
from routes.jobs import JobShape
from routes.permissions import CAMPAIGN, CAMPAIGNS

router = APIGatewayHttpRouter()


@router.post(CAMPAIGNS, status_code=201)
def post_campaign(organization_id: Id, body: NewCampaignBody) -> CampaignShape:
    """Create a campaign as a draft."""
    made = create_campaign(organization_id, body.name, text=body.text, sender_choice=body.sender_choice)
    return CampaignShape.of(made)


@router.get(CAMPAIGNS)
def list_campaigns(organization_id: Id, paging: CurrentPaging) -> Page[CampaignShape]:
    """List campaigns, the newest first."""
    return paging.page(
        CampaignShape, *read_campaigns(organization_id, limit=paging.limit, cursor=paging.cursor)
    )


@router.get(CAMPAIGN)
def get_campaign(organization_id: Id, campaign_id: Id) -> CampaignShape:
    """Get one campaign; its ETag is its version."""
    return CampaignShape.of(read_campaign(organization_id, campaign_id))


@router.patch(CAMPAIGN)
def patch_campaign(
    organization_id: Id, campaign_id: Id, body: CampaignBody, if_match: Annotated[IfMatch, Header()] = None
) -> CampaignShape:
    """Change a campaign.

    The name may change at any time, text and choice of sender only while it is a DRAFT. A text that
    names unknown fields is saved with a warning; the campaign cannot start with it.
    """
    version = version_of(if_match)
    return CampaignShape.of(edit_campaign(organization_id, campaign_id, body.changes(), version=version))


@router.post(f"{CAMPAIGN}/copy", status_code=201)
def post_campaign_copy(organization_id: Id, campaign_id: Id, body: CopyBody) -> CampaignShape:
    """Copy a campaign into a new draft with the same text and contacts, without its numbers."""
    return CampaignShape.of(copy_campaign(organization_id, campaign_id, name=body.name))


@router.post(f"{CAMPAIGN}/preview")
def post_campaign_preview(organization_id: Id, campaign_id: Id, body: PreviewBody) -> PreviewShape:
    """Show how the text reads for three of its contacts, and how many segments that takes."""
    return PreviewShape.of(preview_text(organization_id, campaign_id, text=body.text))


@router.get(f"{CAMPAIGN}/preflight")
def get_campaign_preflight(organization_id: Id, campaign_id: Id) -> PreflightShape:
    """Check whether the campaign could start, and what it still lacks."""
    missing = [FindingShape.of(one) for one in check_readiness(organization_id, campaign_id)]
    return PreflightShape(ready=not missing, missing=missing)


@router.post(f"{CAMPAIGN}/start", status_code=202)
def post_campaign_start(organization_id: Id, campaign_id: Id, caller: CurrentCaller) -> JobShape:
    """Start the campaign: its numbers are put in place, then it is ACTIVE. Nothing is sent yet.

    Follow the job. If anything is missing the answer lists all of it and nothing changes.
    """
    return JobShape.of(start_campaign(organization_id, campaign_id, caller.user_id))


@router.post(f"{CAMPAIGN}/send", status_code=202)
def post_campaign_send(
    organization_id: Id, campaign_id: Id, caller: CurrentCaller, key: CurrentKey
) -> BlastShape:
    """Send the text to the campaign's contacts now, as a new blast.

    The same Idempotency-Key never makes a second blast.
    """
    return BlastShape.of(send_campaign(organization_id, campaign_id, key, caller.user_id))


@router.post(f"{CAMPAIGN}/pause")
def post_campaign_pause(organization_id: Id, campaign_id: Id) -> CampaignShape:
    """Pause the campaign: no further text is offered to the carrier."""
    return CampaignShape.of(pause_campaign(organization_id, campaign_id))


@router.post(f"{CAMPAIGN}/resume")
def post_campaign_resume(organization_id: Id, campaign_id: Id) -> CampaignShape:
    """Resume a paused campaign; it goes on with the texts that have not been sent."""
    return CampaignShape.of(resume_campaign(organization_id, campaign_id))


@router.post(f"{CAMPAIGN}/archive", status_code=202)
def post_campaign_archive(organization_id: Id, campaign_id: Id, caller: CurrentCaller) -> JobShape:
    """Archive a completed campaign; a job makes its numbers available again."""
    return JobShape.of(archive_campaign(organization_id, campaign_id, caller.user_id))


@router.post(f"{CAMPAIGN}/unarchive")
def post_campaign_unarchive(organization_id: Id, campaign_id: Id) -> CampaignShape:
    """Take a campaign out of the archive, as long as its numbers have not been given back."""
    return CampaignShape.of(unarchive_campaign(organization_id, campaign_id))
