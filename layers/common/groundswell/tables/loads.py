"""The loads that an organization ever had: those of its campaigns, and those that jobs were made for."""

from groundswell.domain.job import JobKind
from groundswell.settings import settings
from groundswell.tables import plain

MOST = 10_000


def list_of_campaigns(organization_id: str, *, after: str, limit: int) -> list[tuple[str, str]]:
    """The next (campaign, load), load empty where it has none; fewer than `limit` means the end.

    What people planned comes before what stands for texts sent at once.
    """
    request = {
        "KeyConditionExpression": "organization_id = :organization AND campaign_id > :after",
        "ExpressionAttributeValues": {":organization": {"S": organization_id}, ":after": {"S": after or "-"}},
        "ProjectionExpression": "campaign_id, load_id",
        "ConsistentRead": True,
    }
    found = plain.query(settings().campaigns_table, request, limit)
    return [(item["campaign_id"]["S"], plain.text_of(item, "load_id") or "") for item in found]


def list_of_jobs(organization_id: str, *, after: str, limit: int) -> list[tuple[str, str]]:
    """The next (load, campaign) that a job was made for, whatever became of it; fewer than `limit` means the end."""
    request = {
        "KeyConditionExpression": "organization_id = :organization AND job_id > :after",
        "FilterExpression": "kind = :kind",
        "ExpressionAttributeValues": {
            ":organization": {"S": organization_id},
            ":after": {"S": after or "-"},
            ":kind": {"S": JobKind.LOAD_CONTACTS.value},
        },
        "ProjectionExpression": "job_id, subject_id",
        "ConsistentRead": True,
    }
    found = plain.query(settings().jobs_table, request, limit)
    return [(item["job_id"]["S"], item["subject_id"]["S"]) for item in found]


def list_for_campaign(organization_id: str, campaign_id: str) -> list[str]:
    """All loads that jobs were made for to give them to this campaign."""
    request = {
        "KeyConditionExpression": "organization_id = :organization",
        "FilterExpression": "kind = :kind AND subject_id = :campaign",
        "ExpressionAttributeValues": {
            ":organization": {"S": organization_id},
            ":kind": {"S": JobKind.LOAD_CONTACTS.value},
            ":campaign": {"S": campaign_id},
        },
        "ProjectionExpression": "job_id",
    }
    return [item["job_id"]["S"] for item in plain.query(settings().jobs_table, request, MOST)]
