"""template.yaml goes in; the tables, the queues and the settings of a function come out."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT = "000000000000"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDefinition:
    """`keys_only`: the index holds nothing but keys; otherwise all attributes."""

    name: str
    hash_key: str
    range_key: str | None
    keys_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDefinition:
    name: str
    hash_key: str
    range_key: str | None
    indexes: tuple[IndexDefinition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """A function that reads a queue: its file, and how many messages it takes at once."""

    file: Path
    batch_size: int


@lru_cache
def _template() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text())
    return parsed


def _settings_of(kind: str) -> dict[str, str]:
    """Setting (in upper case) -> logical name, for the resources of this kind."""
    variables = _template()["Globals"]["Function"]["Environment"]["Variables"]
    named = {
        name: value["Ref"] for name, value in variables.items() if isinstance(value, dict) and "Ref" in value
    }
    resources = _template()["Resources"]
    return {
        name: logical for name, logical in named.items() if resources.get(logical, {}).get("Type") == kind
    }


def tables() -> list[TableDefinition]:
    """All tables, under the names that the settings have by default."""
    found = []
    for setting, logical in _settings_of("AWS::DynamoDB::Table").items():
        properties = _template()["Resources"][logical]["Properties"]
        hash_key, range_key = _keys(properties["KeySchema"])
        indexes = tuple(map(_index, properties.get("GlobalSecondaryIndexes", ())))
        name = setting.removesuffix("_TABLE").lower()
        found.append(TableDefinition(name=name, hash_key=hash_key, range_key=range_key, indexes=indexes))
    return found


def _index(properties: dict[str, Any]) -> IndexDefinition:
    hash_key, range_key = _keys(properties["KeySchema"])
    keys_only = properties["Projection"]["ProjectionType"] == "KEYS_ONLY"
    name = properties["IndexName"]
    return IndexDefinition(name=name, hash_key=hash_key, range_key=range_key, keys_only=keys_only)


def _keys(schema: list[dict[str, str]]) -> tuple[str, str | None]:
    names = {one["KeyType"]: one["AttributeName"] for one in schema}
    return names["HASH"], names.get("RANGE")


def queues() -> list[str]:
    """The queues' names: the settings that hold their addresses, without `_queue_url`."""
    return [setting.removesuffix("_QUEUE_URL").lower() for setting in _settings_of("AWS::SQS::Queue")]


@lru_cache
def consumers() -> dict[str, Consumer]:
    """By queue: the function that reads it."""
    found: dict[str, Consumer] = {}
    names = {
        logical: name.removesuffix("_QUEUE_URL").lower()
        for name, logical in _settings_of("AWS::SQS::Queue").items()
    }
    for resource in _template()["Resources"].values():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        properties = resource["Properties"]
        for event in properties.get("Events", {}).values():
            if event["Type"] == "SQS":
                source: list[str] | str = event["Properties"]["Queue"]["Fn::GetAtt"]
                logical = source[0] if isinstance(source, list) else source.split(".")[0]
                file = ROOT / properties["CodeUri"] / f"{properties['Handler'].removesuffix('.handler')}.py"
                found[names[logical]] = Consumer(file=file, batch_size=event["Properties"]["BatchSize"])
    return found


def function(handler: str) -> dict[str, Any]:
    """The properties of the function whose handler file has this name, with those that all functions share."""
    for resource in _template()["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function" and properties["Handler"] == f"{handler}.handler":
            return {**_template()["Globals"]["Function"], **properties}
    raise KeyError(handler)


def environment(url: str) -> dict[str, str]:
    """What a process has to be given so that it works against a cloud at this address, and nowhere else."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "FILES_BUCKET": "files",
        "SCHEDULE_GROUP": "groundswell",
        "SCHEDULE_ROLE_ARN": f"arn:aws:iam::{ACCOUNT}:role/schedules",
        **{f"{name.upper()}_QUEUE_URL": f"{url}/{ACCOUNT}/{name}" for name in queues()},
        **{f"{name.upper()}_QUEUE_ARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}" for name in queues()},
    }
