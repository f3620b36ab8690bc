"""Texts of ours that join their conversations as they are planned."""

from collections.abc import Iterable

from groundswell.domain.conversation import Text
from groundswell.tables.conversation_rows import Row, text_row


def add_all(texts: Iterable[Text]) -> None:
    """Doing it again changes nothing."""
    with Row.batch_write() as batch:
        for text in texts:
            batch.save(text_row(text))
