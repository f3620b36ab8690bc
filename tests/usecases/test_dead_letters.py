"""What was given up on is seen by its organization alone, with its reason, and tried again when a person says so."""

import json
from typing import Any

import boto3
import pytest

from groundswell import queues
from groundswell.domain.errors import NotFound
from groundswell.entrypoints.sqs import batch_consumer, consumer
from groundswell.envelopes import encode
from groundswell.messages import DeliverShard, Message, RunBlast, TextReceived
from groundswell.settings import DEAD_LETTERS, settings
from groundswell.tables import audit, failures
from groundswell.usecases.list_dead_letters import list_dead_letters
from groundswell.usecases.replay_dead_letters import replay_all_dead_letters, replay_dead_letter
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, USER

OTHER = "0a4bb4f4-1a51-4a3e-9a3e-0c8d2b6f1e99"


def a_shard(shard: int = 3, organization_id: str = ORGANIZATION) -> DeliverShard:
    return DeliverShard(organization_id=organization_id, campaign_id="c", blast_id="b", shard=shard, step=7)


def a_text(organization_id: str = ORGANIZATION) -> TextReceived:
    return TextReceived(
        organization_id=organization_id, message_id="m", vendor="fakeservice", vendor_message_id="SM1",
        from_phone="+12025550123", to_phone="+13125550100", text="secret words", received_at="2026-03-10T16:00:00Z",
    )  # fmt: skip


def given_up(message: Message | str, queue: str = "") -> str:
    """Lay a message among the dead letters; its id."""
    url = getattr(settings(), queue or message.queue) + DEAD_LETTERS  # type: ignore[union-attr]
    body = message if isinstance(message, str) else encode(message)
    return str(boto3.client("sqs").send_message(QueueUrl=url, MessageBody=body)["MessageId"])


def an_event(message: Message, message_id: str) -> dict[str, Any]:
    return {"Records": [{"messageId": message_id, "body": encode(message), "eventSource": "aws:sqs",
                         "receiptHandle": "r", "attributes": {}, "messageAttributes": {}}]}  # fmt: skip


def test_they_are_listed_with_their_ids_and_without_anybodys_words(aws: Aws) -> None:
    laid = {given_up(a_shard()), given_up(a_text())}
    found = list_dead_letters(ORGANIZATION)
    assert {one.message_id for one in found} == laid
    assert {(one.queue, one.type) for one in found} == {
        ("send", "DeliverShard"),
        ("vendor_events", "TextReceived"),
    }
    shard = next(one for one in found if one.queue == "send")
    ids = {"organization_id": ORGANIZATION, "campaign_id": "c", "blast_id": "b"}
    assert shard.ids == {**ids, "shard": "3", "step": "7"}
    assert not any(private in repr(found) for private in ("secret", "+1202", "+1312"))


def test_looking_hides_nothing(aws: Aws) -> None:
    for number in range(25):
        given_up(a_shard(number % 16))
    assert len(list_dead_letters(ORGANIZATION)) == len(list_dead_letters(ORGANIZATION)) == 25


def test_other_organizations_see_and_replay_only_their_own(aws: Aws) -> None:
    mine, theirs = given_up(a_shard()), given_up(a_shard(organization_id=OTHER))
    given_up("not JSON", "send_queue_url")
    assert [one.message_id for one in list_dead_letters(OTHER)] == [theirs]
    with pytest.raises(NotFound):
        replay_dead_letter(OTHER, mine, user_id=USER)
    assert replay_all_dead_letters(OTHER, user_id=USER).replayed == 1
    assert aws.take(DeliverShard) == [a_shard(organization_id=OTHER)]
    assert [one.message_id for one in list_dead_letters(ORGANIZATION)] == [mine]


def test_a_message_of_another_version_is_listed_too(aws: Aws) -> None:
    given_up(json.dumps(json.loads(encode(a_shard())) | {"version": 99}), "send_queue_url")
    (found,) = list_dead_letters(ORGANIZATION)
    assert found.type == "DeliverShard"


def test_the_reason_is_told_as_far_as_it_is_known(aws: Aws) -> None:
    message_id = given_up(a_shard())

    def fail(message: DeliverShard) -> None:
        raise LookupError("+12025550123")

    for _ in range(2):
        answer = consumer({DeliverShard: fail})(an_event(a_shard(), message_id), None)  # type: ignore[arg-type]
        assert answer == {"batchItemFailures": [{"itemIdentifier": message_id}]}
    (found,) = list_dead_letters(ORGANIZATION)
    assert (found.error, found.receive_count >= 1) == ("LookupError", True)
    assert failures.get_many([message_id])[message_id].failures == 2


def test_the_reason_of_a_message_in_a_batch_is_kept_too(aws: Aws) -> None:
    batch_consumer(lambda messages: [0])(an_event(a_text(), "one"), None)  # type: ignore[arg-type]
    assert failures.get_many(["one"])["one"].error == "NotApplied"


def test_a_failure_that_cannot_be_kept_changes_nothing(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(message_id: str, error: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(failures, "add", down)
    answer = batch_consumer(lambda messages: [0])(an_event(a_text(), "one"), None)  # type: ignore[arg-type]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "one"}]}


def test_one_is_replayed_once_and_that_is_kept(aws: Aws) -> None:
    message_id, other = given_up(a_shard(3)), given_up(a_shard(4))
    assert replay_dead_letter(ORGANIZATION, message_id, user_id=USER).replayed == 1
    assert aws.take(DeliverShard) == [a_shard(3)]
    with pytest.raises(NotFound):
        replay_dead_letter(ORGANIZATION, message_id, user_id=USER)
    assert [one.message_id for one in list_dead_letters(ORGANIZATION)] == [other]
    ((entry,), _) = audit.list_page(ORGANIZATION, limit=10)
    assert (entry.action, entry.subject, entry.user_id) == ("DEAD_LETTERS_REPLAYED", message_id, USER)


def test_all_are_replayed_each_to_its_own_queue(aws: Aws) -> None:
    given_up(a_shard())
    given_up(RunBlast(organization_id=ORGANIZATION, job_id="j"))
    given_up(a_text())
    replayed = replay_all_dead_letters(ORGANIZATION, user_id=USER)
    assert (replayed.replayed, replayed.left) == (3, 0)
    assert (len(aws.take(DeliverShard)), len(aws.take(RunBlast)), len(aws.take(TextReceived))) == (1, 1, 1)
    assert list_dead_letters(ORGANIZATION) == []


def test_a_replay_that_dies_half_way_loses_nothing(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up(a_shard())
    client = queues._client()

    class Dying:
        def __getattr__(self, name: str) -> Any:
            if name == "delete_message":
                raise ConnectionError
            return getattr(client, name)

    with monkeypatch.context() as patch:
        patch.setattr(queues, "_client", Dying)
        with pytest.raises(ConnectionError):
            replay_all_dead_letters(ORGANIZATION, user_id=USER)
    assert len(aws.take(DeliverShard)) == 1
    assert len(list_dead_letters(ORGANIZATION)) == 1
    replay_all_dead_letters(ORGANIZATION, user_id=USER)
    assert len(aws.take(DeliverShard)) == 1  # a second time, which changes nothing
