"""template.yaml goes in; its functions, queues, policies and routes come out, as tests ask for them."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]


@lru_cache
def template() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text())
    return parsed


def resources(kind: str) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in template()["Resources"].items() if one["Type"] == kind}


def functions() -> dict[str, dict[str, Any]]:
    """Each function's properties, by logical name."""
    return {name: one["Properties"] for name, one in resources("AWS::Serverless::Function").items()}


def handler_file(function: dict[str, Any]) -> Path:
    return ROOT / str(function["CodeUri"]) / f"{str(function['Handler']).removesuffix('.handler')}.py"


def environment() -> dict[str, Any]:
    variables: dict[str, Any] = template()["Globals"]["Function"]["Environment"]["Variables"]
    return variables


def setting_of(logical_name: str) -> str:
    """The setting whose value is this resource: BlastQueue -> blast_queue_url."""
    found = [name for name, value in environment().items() if value == {"Ref": logical_name}]
    assert len(found) == 1, f"{logical_name} is the value of {found}"
    return found[0].lower()


def read_queue(function: dict[str, Any]) -> str | None:
    """The logical name of the queue that a function consumes."""
    for event in function.get("Events", {}).values():
        if event["Type"] == "SQS":
            source: list[str] | str = event["Properties"]["Queue"]["Fn::GetAtt"]
            return source[0] if isinstance(source, list) else source.split(".")[0]
    return None


def statements(function: dict[str, Any]) -> Iterator[tuple[set[str], list[Any]]]:
    """Actions and resources of each statement."""
    for policy in function.get("Policies", []):
        for statement in policy["Statement"]:
            actions, targets = statement["Action"], statement["Resource"]
            yield (
                {actions} if isinstance(actions, str) else set(actions),
                targets if isinstance(targets, list) else [targets],
            )


def granted(function: dict[str, Any], action: str) -> set[str]:
    """Logical names of the resources that the function may do `action` to."""
    found: set[str] = set()
    for actions, targets in statements(function):
        if action in actions:
            found |= {_name(target) for target in targets}
    return found


def _name(target: Any) -> str:
    if "Fn::GetAtt" in target:
        named = target["Fn::GetAtt"]
        return str(named[0] if isinstance(named, list) else named.split(".")[0])
    return str(target.get("Fn::Sub", target))


def value(given: Any) -> Any:
    """A parameter's default where a parameter stands."""
    if isinstance(given, dict) and "Ref" in given:
        return template()["Parameters"][given["Ref"]]["Default"]
    return given
