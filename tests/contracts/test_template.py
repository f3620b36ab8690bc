"""template.yaml and the code name the same things, and what a killed or repeated invocation needs is set."""

import ast
from dataclasses import fields

import pytest

from groundswell.messages import MESSAGES
from groundswell.settings import DEAD_LETTERS, Settings
from tests.support.template import (
    environment,
    functions,
    handler_file,
    read_queue,
    resources,
    statements,
    template,
    value,
)

LOCAL_ONLY = {"region", "clock_offset_seconds"}
FUNCTIONS = functions()
CONSUMERS = {name: queue for name, function in FUNCTIONS.items() if (queue := read_queue(function))}
QUEUES = {
    name: one["Properties"] for name, one in resources("AWS::SQS::Queue").items() if not name.endswith("Dlq")
}
TIMEOUT = template()["Globals"]["Function"]["Timeout"]


def logical_queue(setting: str) -> str:
    return str(environment()[setting.upper()]["Ref"])


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_handler_in_the_template_exists(name: str) -> None:
    file = handler_file(FUNCTIONS[name])
    assert file.is_file()
    assigned = {
        target.id
        for node in ast.parse(file.read_text()).body
        for target in (node.targets if isinstance(node, ast.Assign) else [])
        if isinstance(target, ast.Name)
    }
    defined = {node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}
    assert "handler" in assigned | defined


def test_every_setting_is_given_by_the_template() -> None:
    names = {field.name for field in fields(Settings)} - LOCAL_ONLY
    assert {name.upper() for name in names} <= set(environment())


def test_the_clock_cannot_be_shifted_on_aws() -> None:
    assert "CLOCK_OFFSET_SECONDS" not in environment()


@pytest.mark.parametrize("kind", sorted({message.queue for message in MESSAGES.values()}))
def test_every_message_has_a_queue_with_one_consumer(kind: str) -> None:
    assert list(CONSUMERS.values()).count(logical_queue(kind)) == 1


@pytest.mark.parametrize("queue", sorted(QUEUES))
def test_every_queue_has_a_dead_letter_queue_that_rings(queue: str) -> None:
    redrive = QUEUES[queue]["RedrivePolicy"]
    assert redrive == {"deadLetterTargetArn": {"Fn::GetAtt": [f"{queue}Dlq", "Arn"]}, "maxReceiveCount": 5}
    dead = template()["Resources"][f"{queue}Dlq"]["Properties"]["QueueName"]["Fn::Sub"]
    assert dead == QUEUES[queue]["QueueName"]["Fn::Sub"] + DEAD_LETTERS  # so the code finds it
    alarm = template()["Resources"][f"{queue}DlqAlarm"]["Properties"]
    assert alarm["Dimensions"] == [
        {"Name": "QueueName", "Value": {"Fn::GetAtt": [f"{queue}Dlq", "QueueName"]}}
    ]
    assert alarm["Threshold"] == 0
    assert alarm["AlarmActions"]["Fn::If"][1] == [{"Ref": "AlarmTopic"}]


def rung_for(metric: str, named: str) -> set[str]:
    """Logical names of what some alarm watches this metric of."""
    found: set[str] = set()
    for alarm in resources("AWS::CloudWatch::Alarm").values():
        properties = alarm["Properties"]
        watched = properties.get("Metrics", [])
        assert properties["AlarmActions"]["Fn::If"][1] == [{"Ref": "AlarmTopic"}]
        assert len(watched) <= 10  # CloudWatch takes no more in one alarm
        for one in (one["MetricStat"]["Metric"] for one in watched if "MetricStat" in one):
            (dimension,) = one["Dimensions"]
            if one["MetricName"] == metric:
                assert dimension["Name"] == named
                given = dimension["Value"]
                found.add(given["Ref"] if "Ref" in given else given["Fn::GetAtt"][0])
    return found


def test_a_function_that_fails_and_a_queue_that_stands_still_ring() -> None:
    assert rung_for("Errors", "FunctionName") == set(FUNCTIONS)
    assert rung_for("Throttles", "FunctionName") == set(FUNCTIONS) - set(CONSUMERS) - {
        name
        for name, one in FUNCTIONS.items()
        if any(event["Type"] == "ScheduleV2" for event in one.get("Events", {}).values())
    }
    assert rung_for("ApproximateAgeOfOldestMessage", "QueueName") == set(QUEUES)
    assert rung_for("5xx", "ApiId") == {"HttpApi"}


@pytest.mark.parametrize("alarm", sorted(resources("AWS::CloudWatch::Alarm")))
def test_an_alarm_computes_with_what_it_names(alarm: str) -> None:
    watched = template()["Resources"][alarm]["Properties"].get("Metrics", [])
    named = [one["Id"] for one in watched if "MetricStat" in one]
    formulas = [one["Expression"] for one in watched if "Expression" in one]
    assert not watched or formulas[0].partition("(")[2] == f"[{', '.join(named)}])"


@pytest.mark.parametrize("function", sorted(CONSUMERS))
def test_a_message_is_hidden_at_least_six_times_as_long_as_its_consumer_may_run(function: str) -> None:
    timeout = FUNCTIONS[function].get("Timeout", TIMEOUT)
    assert value(QUEUES[CONSUMERS[function]]["VisibilityTimeout"]) >= 6 * timeout


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_no_function_runs_longer_than_the_gateway_waits(function: str) -> None:
    assert FUNCTIONS[function].get("Timeout", TIMEOUT) <= 30


def test_a_step_and_a_lease_fit_the_timeout() -> None:
    assert value({"Ref": "StepSeconds"}) <= TIMEOUT - 5
    assert value({"Ref": "LeaseSeconds"}) > TIMEOUT


@pytest.mark.parametrize("function", sorted(CONSUMERS))
def test_a_consumer_takes_back_only_what_failed_and_is_limited(function: str) -> None:
    (event,) = FUNCTIONS[function]["Events"].values()
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert event["Properties"]["ScalingConfig"]["MaximumConcurrency"] >= 2


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_recursive_loop_is_allowed_exactly_where_a_consumer_sends_to_its_own_queue(function: str) -> None:
    # AWS stops a chain of function -> queue -> function after about 16 rounds unless it is allowed.
    allowed = FUNCTIONS[function].get("RecursiveLoop") == "Allow"
    queue = CONSUMERS.get(function)
    targets = [target for actions, targets in statements(FUNCTIONS[function]) if "sqs:SendMessage" in actions
               for target in targets]  # fmt: skip
    assert allowed == (queue is not None and {"Fn::GetAtt": [queue, "Arn"]} in targets)


@pytest.mark.parametrize("function", sorted(CONSUMERS))
def test_a_job_step_may_send_its_own_next_step(function: str) -> None:
    if CONSUMERS[function] == "VendorEventsQueue":
        assert FUNCTIONS[function].get("RecursiveLoop") is None
    else:
        assert FUNCTIONS[function]["RecursiveLoop"] == "Allow"


def test_only_the_known_doors_are_open_to_people_without_a_token() -> None:
    routes = {
        one["Properties"]["RouteKey"]: one["Properties"]
        for one in resources("AWS::ApiGatewayV2::Route").values()
    }
    guarded = {key for key, route in routes.items() if route["AuthorizationType"] == "JWT"}
    assert guarded == {"ANY /v1/{proxy+}"}
    assert set(routes) - guarded == {
        "ANY /v1/session", "ANY /v1/session/{proxy+}", "GET /v1/openapi.json", "GET /v1/docs", "GET /v1/docs/{proxy+}",
        "ANY /webhooks/{proxy+}", "GET /o/{organization_id}", "POST /o/{organization_id}", "GET /", "GET /{proxy+}",
        "HEAD /", "HEAD /{proxy+}",
    }  # fmt: skip


def test_access_logs_carry_the_route_and_never_the_path() -> None:
    stage = template()["Resources"]["HttpApiStage"]["Properties"]
    logged = stage["AccessLogSettings"]["Format"]
    assert "$context.routeKey" in logged
    assert not [word for word in ("$context.path", "sourceIp", "userAgent", "claims") if word in logged]


def test_the_api_is_throttled() -> None:
    stage = template()["Resources"]["HttpApiStage"]["Properties"]
    assert value(stage["DefaultRouteSettings"]["ThrottlingRateLimit"]) > 0
    assert stage["RouteSettings"]["ANY /v1/session"]["ThrottlingRateLimit"] <= 50


@pytest.mark.parametrize("table", sorted(resources("AWS::DynamoDB::Table")))
def test_every_table_can_be_restored_and_survives_a_deleted_stack(table: str) -> None:
    resource = template()["Resources"][table]
    assert resource["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert resource["Properties"]["BillingMode"] == "PAY_PER_REQUEST"
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"


def test_files_are_private() -> None:
    bucket = template()["Resources"]["FilesBucket"]["Properties"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedMethods"] == ["POST"]
    assert "*" not in rule["AllowedOrigins"]


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_logs_as_json_to_a_group_that_forgets(function: str) -> None:
    logging = FUNCTIONS[function]["LoggingConfig"]
    assert logging["LogFormat"] == "JSON"
    assert "RetentionInDays" in template()["Resources"][logging["LogGroup"]["Ref"]]["Properties"]
