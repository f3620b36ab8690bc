"""Plain CloudFormation goes in; a created or updated stack and its outputs come out."""

import io
import time
import zipfile
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.stack.places import ARTIFACTS, NO_CODE, REGION, STACK_NAME, Places, StackError


def client(places: Places, service: str) -> Any:
    """A boto3 client for this stack's AWS, whatever the environment says."""
    return boto3.client(
        service, region_name=REGION, endpoint_url=places.emulator_url,
        aws_access_key_id="test", aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 2}, connect_timeout=5, read_timeout=120),
    )  # fmt: skip


def deploy(places: Places, body: str, parameters: dict[str, str]) -> dict[str, str]:
    """Create the stack or bring it up to date; its outputs."""
    formation = client(places, "cloudformation")
    wanted = {
        "StackName": STACK_NAME,
        "TemplateURL": _uploaded(places, body),
        "Capabilities": ["CAPABILITY_IAM"],
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    }
    try:
        formation.describe_stacks(StackName=STACK_NAME)
        formation.update_stack(**wanted)
    except ClientError as error:
        text = str(error)
        if "does not exist" in text:
            formation.create_stack(**wanted)
        elif "No updates" not in text:
            raise StackError(f"The emulator refused the template: {text[:400]}") from error
    return _outputs(_finished(formation), formation)


def _uploaded(places: Places, body: str) -> str:
    """CloudFormation takes at most 51,200 characters in the call itself, so the template goes by way of S3."""
    files = client(places, "s3")
    files.create_bucket(Bucket=ARTIFACTS)
    files.put_object(Bucket=ARTIFACTS, Key="template.json", Body=body.encode())
    files.put_object(Bucket=ARTIFACTS, Key=NO_CODE, Body=_zip_without_code())
    return f"{places.emulator_url}/{ARTIFACTS}/template.json"


def _zip_without_code() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("README", "The worker imports the project's own files, see PYTHONPATH.\n")
    return made.getvalue()


def _finished(formation: Any, seconds: float = 60.0) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while True:
        stack: dict[str, Any] = formation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
        if not stack["StackStatus"].endswith("IN_PROGRESS") or time.monotonic() > deadline:
            return stack
        time.sleep(0.05)


def _outputs(stack: dict[str, Any], formation: Any) -> dict[str, str]:
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        events = formation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]
        failed = [event for event in events if "FAILED" in event["ResourceStatus"]]
        reasons = "; ".join(f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason', '?')}" for e in failed)
        raise StackError(f"The stack could not be created ({stack['StackStatus']}). {reasons}")
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def restart_workers(places: Places, function_names: list[str]) -> None:
    """Let every function start anew at its next call, so that it imports the changed code."""
    functions = client(places, "lambda")
    for name in function_names:
        variables = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        variables["SOURCE_GENERATION"] = str(int(variables.get("SOURCE_GENERATION", "0")) + 1)
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})


def list_functions(places: Places) -> list[str]:
    pages = client(places, "lambda").get_paginator("list_functions").paginate()
    return [function["FunctionName"] for page in pages for function in page["Functions"]]
