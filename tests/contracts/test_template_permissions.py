"""Each function may do what its code does, and nothing that is spelt with a bare star."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from groundswell.messages import MESSAGES
from tests.support.imports import LAYER, layer_name, reached_from
from tests.support.template import (
    environment,
    functions,
    granted,
    handler_file,
    setting_of,
    statements,
    template,
)

FUNCTIONS = functions()
SENT_BY_SCHEDULES = {"WakeBlast"} & set(MESSAGES)
TABLE_SETTING = re.compile(r"\b(\w+_table)\b")
NEVER_CALLED = {
    ("LookAfterPeopleFunction", "recipients", "list_opted_out"),
    ("OptOutPageFunction", "reviews", "settle_all"),  # it enters one phone at a time
}
"""What a function imports without a way to it."""
TABLES = {name.lower() for name in environment() if name.endswith("_TABLE")}


def modules(function: str) -> set[Path]:
    return {file for file in reached_from(handler_file(FUNCTIONS[function])) if file.is_relative_to(LAYER)}


def used_tables(function: str) -> set[str]:
    """Settings of the tables that the table modules in reach name."""
    found: set[str] = set()
    for file in modules(function):
        if layer_name(file).startswith("groundswell.tables"):
            found |= set(TABLE_SETTING.findall(file.read_text())) & TABLES
    return found


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_may_read_every_table_that_its_code_reaches(function: str) -> None:
    names = {setting_of(name) for name in granted(FUNCTIONS[function], "dynamodb:GetItem")}
    assert used_tables(function) <= names


def made_messages(function: str) -> set[str]:
    """Names of the messages that the function's code, however deep, makes to send them itself."""
    calls = (
        node.func.id
        for file in reached_from(handler_file(FUNCTIONS[function]))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    return set(calls) & set(MESSAGES) - SENT_BY_SCHEDULES


def test_the_schedules_role_may_send_what_only_schedules_send() -> None:
    role = template()["Resources"]["ScheduleRole"]["Properties"]
    (statement,) = role["Policies"][0]["PolicyDocument"]["Statement"]
    queues = {setting_of(target["Fn::GetAtt"][0]) for target in statement["Resource"]
              if not target["Fn::GetAtt"][0].endswith("Dlq")}  # fmt: skip
    assert {MESSAGES[name].queue for name in SENT_BY_SCHEDULES} <= queues


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_may_send_every_message_that_its_code_makes(function: str) -> None:
    queues = {setting_of(name) for name in granted(FUNCTIONS[function], "sqs:SendMessage")}
    assert {MESSAGES[name].queue for name in made_messages(function)} <= queues


@pytest.mark.parametrize(
    ("module", "action"),
    [
        ("groundswell.secrets", "ssm:GetParameter"),
        ("groundswell.files", "s3:GetObject"),
        ("groundswell.sign_in", "cognito-idp:AdminGetUser"),
        ("groundswell.schedules", "scheduler:CreateSchedule"),
    ],
)
def test_a_function_may_use_every_service_that_its_code_reaches(module: str, action: str) -> None:
    for name, function in FUNCTIONS.items():
        if module in {layer_name(file) for file in modules(name)}:
            assert any(action in actions for actions, _ in statements(function)), name


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_no_permission_is_a_bare_star(function: str) -> None:
    for actions, targets in statements(FUNCTIONS[function]):
        assert not [action for action in actions if "*" in action]
        assert "*" not in targets


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_secrets_are_open_only_under_organizations(function: str) -> None:
    for actions, targets in statements(FUNCTIONS[function]):
        if any(action.startswith("ssm:") for action in actions):
            (target,) = targets
            assert target["Fn::Sub"].endswith(":parameter/groundswell/${Stage}/organizations/*")


def test_what_schedules_cannot_send_ends_among_the_dead_letters() -> None:
    role = template()["Resources"]["ScheduleRole"]["Properties"]
    (statement,) = role["Policies"][0]["PolicyDocument"]["Statement"]
    queues = {target["Fn::GetAtt"][0] for target in statement["Resource"]}
    sent = {MESSAGES[name].queue for name in SENT_BY_SCHEDULES}
    assert {
        f"{name}Dlq" for name in queues if not name.endswith("Dlq") and setting_of(name) in sent
    } <= queues


def test_the_admin_api_may_look_at_every_dead_letter_and_replay_it() -> None:
    admin = FUNCTIONS["ServeAdminApiFunction"]
    queues = {name for name in template()["Resources"] if f"{name}Dlq" in template()["Resources"]}
    for action in ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"):
        assert granted(admin, action) == {f"{name}Dlq" for name in queues}
    assert granted(admin, "sqs:SendMessage") >= queues
    assert granted(admin, "sqs:GetQueueAttributes") == queues | {f"{name}Dlq" for name in queues}


@lru_cache
def index_queries() -> dict[tuple[str, str], str]:
    """(table module, function) of everything that lists from an index, with the setting of the table it is of."""
    found: dict[tuple[str, str], str] = {}
    for file in (LAYER / "groundswell/tables").rglob("*.py"):
        for one in ast.parse(file.read_text()).body:
            if isinstance(one, ast.FunctionDef) and (
                asked := re.search(r"(\w+)\.by_\w+\.query", ast.unparse(one))
            ):
                found[file.stem, one.name] = _table_of(file, asked[1])
    return found


def _table_of(file: Path, model: str) -> str:
    """Of a model that stands in the module itself or is imported from another."""
    if f"class {model}(" in (text := file.read_text()):
        (setting,) = set(TABLE_SETTING.findall(text)) & TABLES
        return setting
    (source,) = re.findall(rf"from (groundswell\.\S+) import (?:\([^)]*|[^\n(]*)\b{model}\b", text)
    return _table_of(LAYER.joinpath(*source.split(".")).with_suffix(".py"), model)


def test_it_is_seen_which_table_functions_list_from_an_index() -> None:
    assert index_queries()["recipients", "list_opted_out"] == "recipients_table"
    assert index_queries()["reviews", "list_page"] == "conversations_table"
    assert len(index_queries()) > 12


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_queries_of_an_index_are_allowed_where_a_page_is_listed_from_it(function: str) -> None:
    given, listed = granted(FUNCTIONS[function], "dynamodb:Query"), index_queries()
    for file in modules(function):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
                continue
            asked = node.value.id, node.attr
            if asked in listed and (function, *asked) not in NEVER_CALLED:
                assert _index_of(listed[asked]) in given, f"{file.stem}: {ast.unparse(node)}"


def _index_of(setting: str) -> str:
    return f"${{{environment()[setting.upper()]['Ref']}.Arn}}/index/*"
