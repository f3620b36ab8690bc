"""Whose gates a request to DynamoDB passes, reads or closes."""

from contextlib import suppress
from typing import Any


def claimed_in(body: Any) -> list[str]:
    """Whose gates a transaction passes; nobody's if it is no claim."""
    updates = [one.get("Update", {}) for one in body["TransactItems"]]
    return [
        _phone(update["Key"])
        for update in updates
        if update.get("TableName") == "recipients" and "last_text_at" in update["UpdateExpression"]
    ]


def read_in(body: Any) -> list[str]:
    return [_phone(key) for key in body["RequestItems"].get("recipients", {}).get("Keys", ())]


def opts_out(body: Any) -> bool:
    for one in body["TransactItems"]:
        update = one.get("Update", {})
        if update.get("TableName") == "recipients":
            with suppress(KeyError):
                return "opted_out_at" in update["ExpressionAttributeNames"].values()
    return False


def _phone(key: Any) -> str:
    return str(key["recipient_key"]["S"]).partition("#")[2]
