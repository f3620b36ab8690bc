"""A blast goes in; the job that plans it comes out."""

from groundswell.domain.blast import Blast
from groundswell.domain.identity import derived_id
from groundswell.domain.job import Job, JobKind


def planning_id(organization_id: str, blast_id: str) -> str:
    """One planning job for each blast."""
    return derived_id(organization_id, "run-blast", blast_id)


def planning_job(blast: Blast, created_by: str) -> Job:
    """Its cursor is the place in the load's shards from which the next page of contacts is planned."""
    return Job(
        organization_id=blast.organization_id,
        job_id=planning_id(blast.organization_id, blast.blast_id),
        kind=JobKind.RUN_BLAST,
        subject_id=blast.blast_id,
        cursor={"campaign_id": blast.campaign_id, "shard": 0, "after": ""},
        total=blast.audience,
        note="Planning the texts",
        created_by=created_by,
        created_at=blast.created_at,
        updated_at=blast.created_at,
    )
