"""Reviews: conversations in which a person has to decide whether it is an opt-out, the one due first first."""

from collections.abc import Collection, Mapping
from typing import Any

from pynamodb.expressions.update import Action

from groundswell.domain.conversation import Conversation
from groundswell.tables import recipients, rows
from groundswell.tables.conversation_rows import HEAD, Row, to_conversation


def settle(organization_id: str, phone: str) -> bool:
    """A person has decided; False if nothing waited."""
    head = Row(recipients.key(organization_id, phone), HEAD)
    actions: list[Action] = [Row.review.remove(), Row.review_due_at.remove()]
    return rows.succeeds(lambda: rows.patiently(lambda: head.update(actions, condition=Row.review.exists())))


def settle_all(organization_id: str, phones: Collection[str]) -> None:
    """Of many phones only those that wait for a decision are written to; they are few."""
    waiting = Row.by_review.query(organization_id)
    for phone in {to_conversation(row).phone for row in waiting}.intersection(phones):
        settle(organization_id, phone)


def list_page(
    organization_id: str, *, limit: int, cursor: Mapping[str, Any] | None = None
) -> tuple[list[Conversation], Mapping[str, Any] | None]:
    """A page of the conversations that wait for a decision, the one due first first, and the next page's cursor."""
    found = Row.by_review.query(
        organization_id, limit=limit, last_evaluated_key=dict(cursor) if cursor else None
    )
    return [to_conversation(row) for row in found], found.last_evaluated_key
