"""A campaign's move and the job that follows from it, in one transaction: both stand, or neither."""

from pynamodb.transactions import TransactWrite

from groundswell.domain.campaign import Campaign
from groundswell.domain.job import Job
from groundswell.tables import campaigns, job_rows, jobs, rows


def begin(before: Campaign, after: Campaign, job: Job) -> None:
    """Move the campaign and create the job; Stale if the campaign has changed meanwhile."""

    def fill(writer: TransactWrite) -> None:
        campaigns.add_move(writer, before, after)
        writer.save(job_rows.to_row(job), condition=job_rows.ABSENT)

    with rows.stale_when_condition_fails(f"campaign {before.campaign_id}"):
        rows.transact(fill)


def bind(before: Campaign, after: Campaign, job: Job) -> None:
    """Move the campaign and make the job's outcome binding; Stale if the campaign changed or the job was cancelled."""

    def fill(writer: TransactWrite) -> None:
        campaigns.add_move(writer, before, after)
        jobs.add_binding(writer, job)

    with rows.stale_when_condition_fails(f"campaign {before.campaign_id}"):
        rows.transact(fill)
