"""The doors of the number jobs hand a queued step to its use case, and give back what failed."""

from importlib import import_module
from typing import Any

import pytest

from groundswell.domain.job import JobState
from groundswell.envelopes import encode
from groundswell.messages import BuyNumbers, TransferNumbers
from groundswell.tables import jobs, numbers
from groundswell.usecases.purchase_numbers import purchase_numbers
from groundswell.usecases.start_campaign import start_campaign
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER
from tests.support.number_shop import Fault
from tests.support.stock import a_ready_campaign, an_open_account

pytestmark = pytest.mark.usefixtures("aws")


def event(body: str) -> dict[str, Any]:
    record = {
        "messageId": "m1",
        "body": body,
        "eventSource": "aws:sqs",
        "attributes": {},
        "messageAttributes": {},
    }
    return {"Records": [record]}


def test_a_queued_purchase_is_made(aws: Aws) -> None:
    handler = import_module("functions.jobs.buy_numbers").handler
    an_open_account().offer("212", 3)
    job = purchase_numbers(ORGANIZATION, "212", 2, USER, "key")
    (message,) = aws.take(BuyNumbers)
    assert handler(event(encode(message)), None) == {"batchItemFailures": []}
    assert jobs.get(ORGANIZATION, job.job_id).state is JobState.DONE
    assert len(numbers.list_all(ORGANIZATION)) == 2


def test_a_queued_start_is_gone_on_with(aws: Aws) -> None:
    handler = import_module("functions.jobs.transfer_numbers").handler
    carrier = an_open_account()
    a_ready_campaign(carrier, 2)
    start_campaign(ORGANIZATION, CAMPAIGN, USER)
    (message,) = aws.take(TransferNumbers)
    assert handler(event(encode(message)), None) == {"batchItemFailures": []}
    assert set(carrier.shop.members.values()) == {"MG1"}


def test_a_step_that_fails_goes_back_to_its_queue(aws: Aws) -> None:
    handler = import_module("functions.jobs.buy_numbers").handler
    carrier = an_open_account()
    carrier.fail("find_available_numbers", Fault(RuntimeError("a fault of ours")))
    purchase_numbers(ORGANIZATION, "212", 2, USER, "key")
    (message,) = aws.take(BuyNumbers)
    assert handler(event(encode(message)), None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
