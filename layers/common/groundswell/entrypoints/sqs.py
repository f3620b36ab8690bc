"""SQS batches go in; each typed message reaches its use case, and only those that failed go back to their queue."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from groundswell.envelopes import decode
from groundswell.messages import Message
from groundswell.observability import discreet, log_failure
from groundswell.tables import failures

Handler = Callable[[dict[str, Any], LambdaContext], Any]


def consumer(routes: Mapping[type[Message], Callable[[Any], object]]) -> Handler:
    """A handler that feeds each message to the function of its type; a message that raises is retried alone."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)

    def one(record: SQSRecord) -> None:
        kind = "undecodable"
        try:
            message = decode(record.body)
            kind = type(message).__name__
            routes[type(message)](message)
        except Exception as error:
            log_failure("message failed", error, type=kind)
            _keep_failure(record.message_id, type(error).__name__)
            raise

    @discreet
    def handler(event: dict[str, Any], context: LambdaContext) -> Any:
        return process_partial_response(event=event, record_handler=one, processor=processor, context=context)

    return handler


def batch_consumer(apply: Callable[[list[Message]], list[int]]) -> Handler:
    """A handler that hands over the whole batch; `apply` answers with the positions of the messages to retry."""

    @discreet
    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        records, decoded, failed = event["Records"], list[Message](), list[str]()
        positions: list[str] = []
        for record in records:
            try:
                decoded.append(decode(record["body"]))
                positions.append(record["messageId"])
            except Exception as error:
                log_failure("message failed", error, type="undecodable")
                _keep_failure(record["messageId"], type(error).__name__)
                failed.append(record["messageId"])
        for index in apply(decoded) if decoded else []:
            _keep_failure(positions[index], "NotApplied")
            failed.append(positions[index])
        return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}

    return handler


def _keep_failure(message_id: str, error: str) -> None:
    """For the list of dead letters, which SQS gives no reasons for; as well as it goes."""
    try:
        failures.add(message_id, error)
    except Exception as trouble:
        log_failure("failure not kept", trouble)
