"""A load that failed or was cancelled is tried again by a new job, over the same file."""

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict
from groundswell.domain.job import JobState
from groundswell.domain.load import upload_key
from groundswell.messages import LoadContacts
from groundswell.tables import campaigns, organizations
from groundswell.usecases.cancel_job import cancel_job
from groundswell.usecases.create_load import create_load
from groundswell.usecases.load_contacts import load_contacts
from groundswell.usecases.retry_job import retry_job
from tests.support.aws import Aws
from tests.support.build import (
    CAMPAIGN,
    NOON,
    ORGANIZATION,
    USER,
    a_campaign,
    a_member,
    an_organization,
)
from tests.support.started_loads import ROWS, a_started_load, as_it_stands
from tests.support.steps import drain


def test_a_cancelled_load_is_tried_again_over_the_same_file(aws: Aws) -> None:
    job = a_started_load(aws)
    with pytest.raises(Conflict, match="FAILED or CANCELLED"):
        retry_job(ORGANIZATION, job.job_id)
    cancel_job(ORGANIZATION, job.job_id)
    drain(aws, LoadContacts, load_contacts)
    again = retry_job(ORGANIZATION, job.job_id)
    assert retry_job(ORGANIZATION, job.job_id).job_id == again.job_id != job.job_id
    drain(aws, LoadContacts, load_contacts)
    ended = as_it_stands(again)
    assert (ended.state, ended.result["valid"]) == (JobState.DONE, 8)
    assert campaigns.get(ORGANIZATION, CAMPAIGN).load_id == again.job_id
    retry_job(ORGANIZATION, job.job_id)
    assert not aws.waiting(LoadContacts)


def test_a_retry_that_failed_is_tried_again_over_the_first_ones_file(aws: Aws) -> None:
    job = a_started_load(aws, "Name\nAda\n")
    drain(aws, LoadContacts, load_contacts)
    second = retry_job(ORGANIZATION, job.job_id)
    drain(aws, LoadContacts, load_contacts)
    assert as_it_stands(second).state is JobState.FAILED
    aws.put_file(upload_key(ORGANIZATION, job.job_id), ROWS.encode())
    third = retry_job(ORGANIZATION, second.job_id)
    drain(aws, LoadContacts, load_contacts)
    assert as_it_stands(third).state is JobState.DONE


def test_a_load_cannot_be_tried_again_without_its_file_or_its_draft(aws: Aws) -> None:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    cancel_job(ORGANIZATION, job.job_id)
    drain(aws, LoadContacts, load_contacts)
    with pytest.raises(Conflict, match="No file"):
        retry_job(ORGANIZATION, job.job_id)
    campaigns.move(a_campaign(), a_campaign().become(CampaignState.STARTING, at=NOON))
    with pytest.raises(Conflict, match="STARTING"):
        retry_job(ORGANIZATION, job.job_id)
