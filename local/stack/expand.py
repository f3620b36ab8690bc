"""template.yaml goes in; plain CloudFormation for the emulator comes out.

Functions keep no code of their own there: their workers read functions/ and the layer's package from this folder.
"""

import json
import os
from pathlib import Path
from typing import Any

from boto3.session import Session
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from local.stack.places import API_ID, ARTIFACTS, NO_CODE, REGION, ROOT

TEMPLATE = ROOT / "template.yaml"
CONSUMERS = max(2, os.cpu_count() or 2)
"""Workers of one queue at a time: each is a process here, and dozens that start at once keep each other waiting."""


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def expand(environment: dict[str, str], packages: Path) -> str:
    """CloudFormation JSON; every function also gets `environment` and imports from the project and `packages`."""
    template = yaml_parse(TEMPLATE.read_text())
    folders = _take_code_away(template)
    translator = Translator(_NoManagedPolicies().load(), Parser(), boto_session=Session(region_name=REGION))
    plain = translator.translate(template, parameter_values={"AWS::Region": REGION})
    for name, resource in plain["Resources"].items():
        if resource["Type"] == "AWS::Lambda::Function":
            _point_at_source(resource["Properties"], ROOT / folders[name], environment, packages)
        if resource["Type"] == "AWS::Lambda::EventSourceMapping":
            _limit_consumers(resource["Properties"].get("ScalingConfig", {}))
    _drop_what_the_emulator_lacks(plain)
    plain["Resources"]["HttpApi"]["Properties"]["Tags"] = {"ms-custom-id": API_ID}
    return json.dumps(plain)


def _take_code_away(template: dict[str, Any]) -> dict[str, str]:
    """SAM refuses local folders outside of its own build, so each is noted and replaced by an S3 address."""
    folders: dict[str, str] = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            folders[name] = resource["Properties"]["CodeUri"]
            resource["Properties"]["CodeUri"] = "s3://local/code.zip"
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://local/layer.zip"
    return folders


def _point_at_source(
    properties: dict[str, Any], folder: Path, environment: dict[str, str], packages: Path
) -> None:
    properties["Code"] = {"S3Bucket": ARTIFACTS, "S3Key": NO_CODE}
    properties.pop("Layers", None)
    # SAM gives all functions the one object of the template's Globals.
    shared = properties.get("Environment", {}).get("Variables", {})
    variables = {**shared, **environment}
    properties["Environment"] = {"Variables": variables}
    variables["PYTHONPATH"] = ":".join(str(part) for part in (folder, ROOT / "layers/common", packages))


def _limit_consumers(scaling: dict[str, Any]) -> None:
    if "MaximumConcurrency" in scaling:
        scaling["MaximumConcurrency"] = min(scaling["MaximumConcurrency"], CONSUMERS)


def _drop_what_the_emulator_lacks(plain: dict[str, Any]) -> None:
    """Layers, and alarms on several metrics together."""
    for name, resource in list(plain["Resources"].items()):
        is_layer = resource["Type"] == "AWS::Lambda::LayerVersion"
        if is_layer or "Metrics" in resource.get("Properties", {}):
            del plain["Resources"][name]
