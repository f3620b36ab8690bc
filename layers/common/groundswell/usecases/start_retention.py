"""Every day: each organization that keeps people's data for so many days only gets a job that forgets what is older."""

from datetime import timedelta

from groundswell import clock, queues
from groundswell.domain import identity
from groundswell.domain.job import Job, JobKind
from groundswell.domain.organization import Organization
from groundswell.domain.retention import Forgetting
from groundswell.messages import ApplyRetention
from groundswell.observability import log_failure
from groundswell.tables import jobs, organizations


class NotStarted(Exception):
    """For some organizations no job could be made; the others have theirs."""


def start_retention() -> None:
    """Once a day and organization, however often it is called."""
    failed = 0
    for organization_id in organizations.list_ids():
        try:
            organization = organizations.get(organization_id)
            if organization.retention_days:
                _start(organization, organization.retention_days)
        except Exception as error:  # one organization's trouble must not hold up the others
            failed += 1
            log_failure("retention not started", error, organization_id=organization_id)
    if failed:
        raise NotStarted(str(failed))


def _start(organization: Organization, days: int) -> None:
    now, organization_id = clock.now(), organization.organization_id
    job = Job(
        organization_id=organization_id,
        job_id=identity.derived_id(organization_id, "apply-retention", f"{now:%Y-%m-%d}"),
        kind=JobKind.APPLY_RETENTION,
        subject_id=organization_id,
        cursor=Forgetting(ended_before=now - timedelta(days=days)).to_cursor(),
        note="Waiting for its turn",
        created_at=now,
        updated_at=now,
    )
    if jobs.add(job):
        queues.send(ApplyRetention(organization_id=organization_id, job_id=job.job_id))
