"""Answers to keywords: their row in the conversation is the right to send them, which is taken once."""

from pynamodb.expressions.update import Action

from groundswell.domain.conversation import Text
from groundswell.tables import recipients, rows
from groundswell.tables.conversation_rows import Row, text_row


def claim(text: Text) -> bool:
    """Take the right to send this answer; False if somebody took it before, whatever became of it."""
    return rows.succeeds(lambda: text_row(text).save(condition=Row.record.does_not_exist()))


def settle(text: Text, outcome: str, vendor_message_id: str | None = None) -> None:
    """Note what became of a claimed answer."""
    row = Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
    actions: list[Action] = [Row.outcome.set(outcome)]
    if vendor_message_id:
        actions.append(Row.vendor_message_id.set(vendor_message_id))
    row.update(actions=actions, condition=Row.record.exists())


def release(text: Text) -> None:
    """Give the right back: the answer was provably not sent."""
    row = Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
    row.delete(condition=Row.outcome == text.outcome)
