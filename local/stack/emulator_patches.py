"""Corrections of ministack 1.5.33, each with its reason; they are checked anew at every upgrade.

None of them adds behaviour that AWS lacks: each closes a gap between the emulator and AWS.
"""

import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import apigateway, dynamodb, lambda_svc, scheduler
from ministack.services.cloudformation import provisioners

from local.stack.cognito_patches import check_what_cognito_checks

CHECKED = "1.5.33"


def apply_all() -> None:
    if version("ministack") != CHECKED:
        sys.exit(
            f"The emulator's corrections were checked for ministack {CHECKED}, not {version('ministack')}."
        )
    tick_every_second()
    do_not_wait_for_silent_handlers()
    run_workers_without_our_packages()
    apply_time_to_live()
    apply_lambda_settings()
    give_events_what_aws_gives()
    check_what_cognito_checks()


def tick_every_second() -> None:
    """Schedules are looked at every 10 s: AWS is exact to the minute, tests cannot wait that long."""
    scheduler._SCHEDULE_TICK_INTERVAL = 1


def do_not_wait_for_silent_handlers() -> None:
    """A handler that logs nothing costs a fixed 50 ms wait for log lines."""
    lambda_runtime.Worker._drain_stderr_bounded.__defaults__ = (0.003, 0.002, 0.250)


def run_workers_without_our_packages() -> None:
    """Workers run in the emulator's own environment and would see every package of it; Lambda sees the layer alone."""
    original = lambda_runtime._detect_runtime_binary
    python = os.environ["GROUNDSWELL_WORKER_PYTHON"]

    def detect(runtime: str) -> tuple[str, str]:
        binary, script = original(runtime)
        return (python if runtime.startswith("python") else binary), script

    lambda_runtime._detect_runtime_binary = detect


def _after_creation(kind: str, then: Callable[[str, dict[str, Any]], None]) -> None:
    handlers = provisioners._RESOURCE_HANDLERS[kind]
    for verb in ("create", "update"):
        original = handlers.get(verb)
        if original is None:
            continue

        def wrapped(*given: Any, _original: Any = original, _verb: str = verb, **named: Any) -> Any:
            answer = _original(*given, **named)
            then(answer[0], given[1] if _verb == "create" else given[2])
            return answer

        handlers[verb] = wrapped


def apply_time_to_live() -> None:
    """CloudFormation's TimeToLiveSpecification is ignored."""

    def then(table: str, properties: dict[str, Any]) -> None:
        wanted = properties.get("TimeToLiveSpecification")
        if wanted:
            enabled = str(wanted.get("Enabled")).lower() == "true"
            dynamodb._ttl_settings[table] = {
                "TimeToLiveStatus": "ENABLED" if enabled else "DISABLED",
                "AttributeName": wanted["AttributeName"],
            }

    _after_creation("AWS::DynamoDB::Table", then)


def apply_lambda_settings() -> None:
    """CloudFormation's RecursiveLoop is ignored, while the emulator does stop loops after 16 rounds."""

    def then(name: str, properties: dict[str, Any]) -> None:
        function = lambda_svc._functions.get(name)
        if function is not None and properties.get("RecursiveLoop"):
            function["recursive_loop"] = properties["RecursiveLoop"]

    _after_creation("AWS::Lambda::Function", then)


def give_events_what_aws_gives() -> None:
    """HTTP events carry `cookie` as a header, the emulator's own domain name and always the same source address."""
    original = apigateway.run_reentrant

    async def run(function: Any, record: Any, event: Any, **named: Any) -> Any:
        if isinstance(event, dict) and event.get("version") == "2.0" and "requestContext" in event:
            complete_event(event)
        return await original(function, record, event, **named)

    apigateway.run_reentrant = run


def complete_event(event: dict[str, Any]) -> None:
    """Give an HTTP event (format 2.0) the form that API Gateway gives it."""
    headers = event["headers"]
    cookie = headers.pop("cookie", "")
    if cookie:
        event["cookies"] = [part.strip() for part in cookie.split(";") if part.strip()]
    context = event["requestContext"]
    if "host" in headers:
        context["domainName"] = headers["host"]
    source = headers.get("x-forwarded-for", "").split(",")[-1].strip()
    if source:
        context["http"]["sourceIp"] = source
