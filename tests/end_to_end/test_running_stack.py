"""The stack as a whole: it answers as API Gateway does, its queues reach their workers, and it ends cleanly."""

import json
import time
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from local.stack.places import StackError, is_free
from local.stack.running import RunningStack
from tests.support.stack import Stack, call
from tests.support.template import functions, read_queue, setting_of

pytestmark = pytest.mark.stack


def test_the_first_page_is_shown_under_a_strict_policy(stack: Stack) -> None:
    answer = call(f"{stack.base_url}/")
    assert answer.status == 200
    assert b"Groundswell" in answer.body
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert call(f"{stack.base_url}/assets/no-such-file.js").status == 404


def test_the_api_wants_a_token_and_takes_the_owners(stack: Stack) -> None:
    assert call(f"{stack.base_url}/v1/me").status == 401
    assert call(f"{stack.base_url}/v1/me", headers={"authorization": "Bearer a.b.c"}).status == 401
    answer = stack.api("GET", "/me")
    assert answer.status == 200
    assert stack.organization_id in answer.body.decode()


def test_answers_are_dated_by_the_products_clock(stack: Stack) -> None:
    dated = parsedate_to_datetime(stack.api("GET", "/me").headers["date"])
    assert abs(dated.timestamp() - time.time() - stack.clock_offset) < 10


def test_cookies_reach_the_function_as_api_gateway_sends_them(stack: Stack) -> None:
    signed_in = call(
        f"{stack.base_url}/v1/session", method="POST", body={"email": stack.email, "password": stack.password}
    )
    cookie = signed_in.headers["set-cookie"].split(";")[0]
    refreshed = call(
        f"{stack.base_url}/v1/session/refresh", method="POST", body=b"", headers={"cookie": f"a=b; {cookie}"}
    )
    assert refreshed.status == 200
    assert refreshed.json["access_token"]


def test_every_consumer_is_wired_to_its_queue_and_may_loop_as_the_template_says(stack: Stack) -> None:
    mappings = stack.aws("lambda").list_event_source_mappings()["EventSourceMappings"]
    wired = {
        mapping["FunctionArn"].split(":")[-1]: mapping["EventSourceArn"].split(":")[-1]
        for mapping in mappings
    }
    for function in functions().values():
        name = f"groundswell-local-{function['Handler'].removesuffix('.handler').replace('_', '-')}"
        if queue := read_queue(function):
            kind = setting_of(queue).removesuffix("_queue_url").replace("_", "-")
            assert wired[name] == f"groundswell-local-{kind}"
        config = stack.aws("lambda").get_function_recursion_config(FunctionName=name)
        assert config["RecursiveLoop"] == function.get("RecursiveLoop", "Terminate")


def test_tables_forget_rows_as_the_template_says(stack: Stack) -> None:
    described = stack.aws("dynamodb").describe_time_to_live(TableName=stack.outputs["JobsTable"])
    assert described["TimeToLiveDescription"] == {
        "TimeToLiveStatus": "ENABLED",
        "AttributeName": "expires_at",
    }


def test_a_message_that_nobody_understands_is_taken_from_its_queue_and_given_back(stack: Stack) -> None:
    queues = stack.aws("sqs")
    url = stack.outputs["VendorEventsQueueUrl"]
    queues.send_message(QueueUrl=url, MessageBody=json.dumps({"type": "Nonsense"}))
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        seen = queues.get_queue_attributes(
            QueueUrl=url, AttributeNames=["ApproximateNumberOfMessagesNotVisible"]
        )
        if seen["Attributes"]["ApproximateNumberOfMessagesNotVisible"] == "1":
            break
        time.sleep(0.1)
    assert seen["Attributes"]["ApproximateNumberOfMessagesNotVisible"] == "1"
    queues.purge_queue(QueueUrl=url)


def test_workers_see_the_layer_and_none_of_our_own_packages(stack: Stack) -> None:
    config = stack.aws("lambda").get_function_configuration(FunctionName="groundswell-local-serve-console")
    path = config["Environment"]["Variables"]["PYTHONPATH"].split(":")
    assert path[0].endswith("functions/console")
    assert path[1].endswith("layers/common")
    assert not (Path(path[2]) / "pytest").exists()
    assert int(config["Environment"]["Variables"]["CLOCK_OFFSET_SECONDS"]) == stack.clock_offset


def test_a_failed_function_tells_its_client_nothing(stack: Stack) -> None:
    functions = stack.aws("lambda")
    name = "groundswell-local-serve-console"
    functions.update_function_configuration(FunctionName=name, Handler="serve_console.missing")
    try:
        answer = call(f"{stack.base_url}/")
    finally:
        functions.update_function_configuration(FunctionName=name, Handler="serve_console.handler")
    assert answer.status == 500
    assert answer.json == {"message": "Internal Server Error"}


def test_a_second_stack_in_the_same_folder_is_refused_with_a_sentence(stack: Stack) -> None:
    with (
        pytest.raises(StackError, match=r"already running \(process \d+\)"),
        RunningStack(stack.places.state),
    ):
        pass


def test_a_taken_port_is_named(stack: Stack, tmp_path: Path) -> None:
    with (
        pytest.raises(StackError, match=f"Port {stack.places.port} is taken"),
        RunningStack(tmp_path, stack.places.port),
    ):
        pass


def test_data_survives_a_restart_and_nothing_keeps_running(tmp_path: Path) -> None:
    with RunningStack(tmp_path) as first:
        places = first.places
        from local.stack.deploy import client

        client(places, "dynamodb").put_item(
            TableName=first.outputs["OptOutsTable"],
            Item={"recipient_key": {"S": "a#b"}, "occurred": {"S": "c"}},
        )
        pool = first.outputs["UserPoolId"]
    assert all(is_free(port) for port in (places.port, places.emulator_port, places.simulator_port))
    with RunningStack(tmp_path) as second:
        assert second.places == places
        assert second.outputs["UserPoolId"] == pool
        kept = client(places, "dynamodb").scan(TableName=second.outputs["OptOutsTable"])["Items"]
        assert kept == [{"recipient_key": {"S": "a#b"}, "occurred": {"S": "c"}}]
        assert call(f"{second.places.base_url}/").status == 200


def test_a_killed_stack_says_how_to_start_anew(tmp_path: Path) -> None:
    (tmp_path / "unsaved").write_text("")
    with pytest.raises(StackError, match="make clean"), RunningStack(tmp_path):
        pass
