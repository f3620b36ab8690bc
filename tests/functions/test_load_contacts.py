"""The loads queue's door: a message goes in as SQS delivers it, and only a failed one goes back."""

from types import SimpleNamespace
from typing import Any

from functions.jobs.load_contacts import handler
from groundswell.domain.job import JobState
from groundswell.domain.load import upload_key
from groundswell.envelopes import encode
from groundswell.messages import LoadContacts, Message
from groundswell.tables import campaigns, jobs, organizations
from groundswell.usecases.create_load import create_load
from groundswell.usecases.start_load import start_load
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign, a_member, an_organization


def deliver(*bodies: str) -> Any:
    records = [
        {"messageId": str(index), "body": body, "eventSource": "aws:sqs"} for index, body in enumerate(bodies)
    ]
    return handler({"Records": records}, SimpleNamespace(function_name="load_contacts"))  # type: ignore[arg-type]


def test_a_load_is_done_message_by_message(aws: Aws) -> None:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    job, _ = create_load(ORGANIZATION, CAMPAIGN, created_by=USER)
    aws.put_file(upload_key(ORGANIZATION, job.job_id), b"Phone\n2025550123\n")
    start_load(ORGANIZATION, job.job_id)
    messages: list[Message] = []
    while waiting := aws.take(LoadContacts):
        messages += waiting
        assert deliver(*map(encode, waiting)) == {"batchItemFailures": []}
    assert len(messages) == 2
    assert jobs.get(ORGANIZATION, job.job_id).state is JobState.DONE


def test_what_is_no_message_of_ours_goes_to_the_dead_letters(aws: Aws) -> None:
    assert deliver("{}") == {"batchItemFailures": [{"itemIdentifier": "0"}]}
