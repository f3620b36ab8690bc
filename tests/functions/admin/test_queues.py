"""How full the queues are, through the API."""

import boto3

from groundswell import queues
from groundswell.settings import DEAD_LETTERS, settings
from tests.functions.admin.conftest import HOME


def test_every_queue_is_counted_with_its_dead_letters(owner):
    client, url = boto3.client("sqs"), settings().send_queue_url
    for text in ("one", "two", "three"):
        client.send_message(QueueUrl=url, MessageBody=text)
    client.send_message(QueueUrl=url, MessageBody="later", DelaySeconds=600)
    client.receive_message(QueueUrl=url)
    client.send_message(QueueUrl=url + DEAD_LETTERS, MessageBody="given up on")
    answer = owner("GET", f"{HOME}/queues")
    assert answer.status == 200
    counted = {one.pop("name"): one for one in answer.json["items"]}
    assert set(counted) == {name.removesuffix("_queue_url") for name in queues.QUEUES}
    assert counted.pop("send") == {"waiting": 2, "in_flight": 1, "delayed": 1, "dead": 1}
    nothing = {"waiting": 0, "in_flight": 0, "delayed": 0, "dead": 0}
    assert all(one == nothing for one in counted.values())
