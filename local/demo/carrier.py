"""The simulated carrier's own books: what it accepted, what people answered, and which numbers it sold."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

from local.demo.api import TIMEOUT, DemoFailed

ROUGH = (
    {"kind": "callback_duplicate", "share": 0.1, "copies": 2},
    {"kind": "callback_reorder", "share": 0.1, "ms": 800},
)
"""What real carriers do as well: one report in ten comes twice, one in ten comes late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A text that the carrier took from us."""

    ref: str
    to: str
    status: str
    error_code: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A text that a person sent to one of our numbers."""

    phone: str
    body: str
    at: datetime


class Carrier:
    def __init__(self, url: str, account_sid: str) -> None:
        self._url = url
        self._account_sid = account_sid
        self._session = requests.Session()
        self._session.trust_env = False
        self._dead_before = self._call("GET", "callbacks")["dead"]

    def accepted(self) -> list[Accepted]:
        """The account's texts that came through the API, oldest first."""
        return [
            Accepted(
                ref=one["ref"] or "",
                to=one["to"],
                status=one["status"],
                error_code=str(one["error_code"]) if one["error_code"] else None,
                at=datetime.fromisoformat(one["accepted_at"]),
            )
            for one in self._log("messages", kind="api")
        ]

    def answers(self) -> list[Answer]:
        return [
            Answer(phone=one["from"], body=one["body"], at=datetime.fromisoformat(one["accepted_at"]))
            for one in self._log("inbound")
        ]

    def numbers_sold(self) -> set[str]:
        owned = self._call("GET", "numbers")["numbers"]
        return {one["phone"] for one in owned if one["account_sid"] == self._account_sid}

    def health(self) -> Any:
        return self._call("GET", "health")

    def reports_given_up(self) -> int:
        """Since the demo began: reports and answers that our webhooks never took."""
        return int(self._call("GET", "callbacks")["dead"] - self._dead_before)

    def script(self, behaviours: Mapping[str, Any]) -> None:
        self._call("POST", "script", dict(behaviours))

    @contextlib.contextmanager
    def misbehaving(self) -> Iterator[None]:
        """Meanwhile reports come twice, late and out of order."""
        rules = [self._call("POST", "faults", rule)["id"] for rule in ROUGH]
        try:
            yield
        finally:
            for rule in rules:
                self._call("DELETE", f"faults/{rule}")

    @contextlib.contextmanager
    def struck_by(self, rules: Sequence[Mapping[str, Any]]) -> Iterator[Callable[[], Mapping[str, int]]]:
        """Meanwhile these faults strike our account alone; what is yielded counts the strikes of each kind."""
        mine = {"match": {"account": self._account_sid}}
        made = [self._call("POST", "faults", {**rule, **mine})["id"] for rule in rules]

        def hits() -> Mapping[str, int]:
            found: Counter[str] = Counter()
            for rule in self._call("GET", "faults")["faults"]:
                found[rule["kind"]] += rule["hits"] if rule["id"] in made else 0
            return found

        try:
            yield hits
        finally:
            for rule in made:
                self._call("DELETE", f"faults/{rule}")

    def _log(self, name: str, **filters: str) -> Iterator[Any]:
        cursor: str | None = "0"
        while cursor is not None:
            query = {**filters, "account_sid": self._account_sid, "limit": "5000", "cursor": cursor}
            page = self._call("GET", name, query=query)
            yield from page["messages"]
            cursor = page["next_cursor"]

    def _call(self, method: str, path: str, body: Any = None, query: Mapping[str, str] | None = None) -> Any:
        answer = self._session.request(
            method, f"{self._url}/_sim/{path}", json=body, params=query, timeout=TIMEOUT
        )
        if not answer.ok:
            raise DemoFailed(f"The simulated carrier refused {method} {path}: {answer.text[:200]}")
        return answer.json() if answer.content else None
