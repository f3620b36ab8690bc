"""Each figure with what it may be at most (or must be at least) and what it should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Budget:
    """`limit` and `goal` are upper bounds, or lower ones where more is better."""

    what: str
    limit: float | None = None
    goal: float | None = None
    more_is_better: bool = False

    def verdict(self, figure: float) -> str:
        if self.limit is None or self.goal is None:
            return ""
        sign = -1 if self.more_is_better else 1
        if sign * figure <= sign * self.goal:
            return "goal"
        return "within" if sign * figure <= sign * self.limit else "OVER"


BUDGETS: Mapping[str, Budget] = {
    "send_cpu_ms": Budget("CPU ms a text: claim, render, carrier, result", 2.0, 1.2),
    "send_per_second_0ms": Budget("texts/s a process, carrier at 0 ms"),
    "send_per_second_100ms": Budget("texts/s a process, carrier at 100 ms", 400, 600, more_is_better=True),
    "dynamodb_requests_per_text": Budget("DynamoDB requests a text, planning to final report", 0.30, 0.16),
    "dynamodb_write_units_per_text": Budget("DynamoDB write units a text, load to final report", 13, 10),
    "dynamodb_read_units_per_text": Budget("DynamoDB read units a text, load to final report"),
    "sqs_requests_per_text": Budget("SQS requests a text, with Lambda's own"),
    "report_cpu_ms": Budget("CPU ms a delivery report, consumer, batches of 100", 0.8, 0.5),
    "webhook_cpu_ms": Budget("CPU ms a delivery report, door", 3.0, 2.0),
    "inbound_cpu_ms": Budget("CPU ms a received text, end to end", 7.0, 4.0),
    "contacts_per_second": Budget(
        "contacts/s a process: parsed, validated, stored", 3_000, 5_000, more_is_better=True
    ),
    "import_cpu_ms.send": Budget("CPU ms of imports, cold: send", 950, 700),
    "import_cpu_ms.webhook": Budget("CPU ms of imports, cold: webhook", 600, 420),
    "import_cpu_ms.admin": Budget("CPU ms of imports, cold: admin", 950, 750),
    "usd_per_million_texts": Budget("USD a million texts, 3 callbacks each, 10 % replies", 14, 10),
}


def flat(figures: Mapping[str, Any]) -> dict[str, float]:
    """Nested figures under dotted names; details left out."""
    found: dict[str, float] = {}
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            found |= (
                {f"{name}.{inner}": value for inner, value in figure.items()} if name != "details" else {}
            )
        else:
            found[name] = figure
    return found


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The table: figure, at most (or at least), goal, verdict."""
    yield f"{'':52} {'measured':>10} {'limit':>8} {'goal':>8}"
    for name, figure in flat(figures).items():
        budget = BUDGETS[name]
        bounds = "".join(f" {_short(bound):>8}" for bound in (budget.limit, budget.goal))
        yield f"{budget.what:52} {_short(figure):>10}{bounds}  {budget.verdict(figure)}"


def _short(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3f}" if figure < 1 else f"{figure:.2f}"
