"""Contact loads that have just been started: a campaign, its file, and the job."""

from groundswell.domain.job import Job
from groundswell.domain.load import upload_key
from groundswell.tables import campaigns, jobs, organizations
from groundswell.usecases.create_load import create_load
from groundswell.usecases.start_load import start_load
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign, a_member, a_phone, an_organization

ROWS = "Name,Phone\n" + "".join(f"P{n},{a_phone(n)}\n" for n in range(8)) + "Nobody,\n"


def a_started_load(aws: Aws, content: str = ROWS) -> Job:
    """A campaign's load, its file uploaded, whose first step waits on the queue."""
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    aws.put_file(upload_key(ORGANIZATION, job.job_id), content.encode())
    return start_load(ORGANIZATION, job.job_id)


def as_it_stands(job: Job) -> Job:
    return jobs.get(ORGANIZATION, job.job_id)
