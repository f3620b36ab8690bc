"""The history of opt-outs: what a phone asked for, when, and in which words, kept for ever as proof."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.conversation import Keyword, Text
from groundswell.settings import settings
from groundswell.tables import recipients, rows


class _Row(Model):
    """Key: recipient_key (`<organization_id>#<phone>`) / occurred (ISO time and the text's id)."""

    class Meta(rows.Meta):
        table_name = settings().opt_outs_table

    recipient_key = UnicodeAttribute(hash_key=True)
    occurred = UnicodeAttribute(range_key=True)
    at = UTCDateTimeAttribute()
    keyword = UnicodeAttribute()
    source = UnicodeAttribute()
    words = UnicodeAttribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutChange:
    """One opt-out (STOP) or opt-in (START) in the words it came in."""

    keyword: Keyword
    at: datetime
    source: str
    words: str


def add_change(writer: TransactWrite, text: Text) -> None:
    """Make the proof part of the transaction that stores the text."""
    occurred = f"{text.at.isoformat()}#{text.message_id}"
    row = _Row(recipients.key(text.organization_id, text.phone), occurred)
    row.at, row.keyword, row.source, row.words = text.at, str(text.keyword), "TEXT", text.body
    writer.save(row)


def add_from_carrier(organization_id: str, phone: str, reference: str, *, at: datetime) -> None:
    """Opt the phone out because the carrier says that it is; with its proof, in one transaction."""

    def fill(writer: TransactWrite) -> None:
        recipients.add_opt_out(writer, organization_id, phone, at=at)
        row = _Row(recipients.key(organization_id, phone), f"{at.isoformat()}#{reference}")
        row.at, row.keyword, row.source, row.words = at, Keyword.STOP.value, "CARRIER", ""
        writer.save(row)

    rows.transact(fill)


def list_changes(organization_id: str, phone: str) -> list[OptOutChange]:
    """The phone's whole history, the oldest first."""
    found = _Row.query(recipients.key(organization_id, phone), consistent_read=True)
    return [OptOutChange(keyword=Keyword(r.keyword), at=r.at, source=r.source, words=r.words) for r in found]
