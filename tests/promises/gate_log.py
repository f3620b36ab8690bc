"""Claims, opt-outs and opt-ins in the order in which DynamoDB took them, and what that order must never show."""

import json
from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from tests.support.faults import TRANSACTION, Edge


@dataclass
class GateLog:
    """`events` are ("claim" | "out" | "in", phone)."""

    events: list[tuple[str, str]] = field(default_factory=list)

    def watch(self, edge: Edge) -> "GateLog":
        edge.watchers.append(self.see)
        return self

    def see(self, operation: str, request: AWSPreparedRequest, response: AWSResponse) -> None:
        if operation == TRANSACTION and response.status_code == 200:
            for item in json.loads(request.body)["TransactItems"]:
                self._note(item.get("Put") or {}, item.get("Update") or {})

    def _note(self, put: dict[str, Any], update: dict[str, Any]) -> None:
        if put.get("Item", {}).get("state", {}).get("S") == "DISPATCHING":
            self.events.append(("claim", put["Item"]["phone"]["S"]))
        if update.get("TableName") == "recipients":
            phone = update["Key"]["recipient_key"]["S"].partition("#")[2]
            names = update.get("ExpressionAttributeNames", {}).values()
            if "opted_out_at" in names and "sender" not in names:
                how = "in" if update["UpdateExpression"].lstrip().startswith("REMOVE") else "out"
                self.events.append((how, phone))

    def count(self, kind: str) -> int:
        return sum(event == kind for event, _ in self.events)

    def assert_no_claim_after_an_opt_out(self) -> None:
        opted_out: set[str] = set()
        for event, phone in self.events:
            if event == "claim":
                assert phone not in opted_out, f"claimed after its opt-out: {self.events}"
            elif event == "out":
                opted_out.add(phone)
            else:
                opted_out.discard(phone)
