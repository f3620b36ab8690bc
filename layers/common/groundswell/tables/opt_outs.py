"""The history of opt-outs: what a phone asked for, when, and in which words, kept for ever as proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from groundswell.domain.conversation import Keyword, Text
from groundswell.domain.recipient import Recipient
from groundswell.settings import settings
from groundswell.tables import recipients, rows

PAGE = 50
"""Phones to a transaction, which takes 100 items."""


class Source(StrEnum):
    """How an opt-out, or its lifting, reached us."""

    TEXT = "TEXT"
    CARRIER = "CARRIER"
    MEMBER = "MEMBER"
    IMPORT = "IMPORT"
    WEB = "WEB"
    ERASURE = "ERASURE"


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
    rule = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    by = UnicodeAttribute(null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutChange:
    """One opt-out (STOP) or opt-in (START) in the words it came in.

    `rule` says by what a text was recognised; `by` is the member who did it by hand, `reason` theirs.
    """

    keyword: Keyword
    at: datetime
    source: str
    words: str
    rule: str | None = None
    reason: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An opt-out, or the lifting of one, that did not come as a text; `reference` names the request."""

    phone: str
    at: datetime
    source: Source
    reference: str
    reason: str = ""
    by: str | None = None


def add_change(writer: TransactWrite, text: Text) -> None:
    """Make the proof part of the transaction that stores the text."""
    occurred = f"{text.at.isoformat()}#{text.message_id}"
    row = _Row(recipients.key(text.organization_id, text.phone), occurred)
    row.at, row.keyword, row.source, row.words = text.at, str(text.keyword), Source.TEXT.value, text.body
    row.rule = text.rule
    writer.save(row)


def add_from_carrier(organization_id: str, phone: str, reference: str, *, at: datetime) -> None:
    """Opt the phone out because the carrier says that it is; with its proof, in one transaction."""

    def fill(writer: TransactWrite) -> None:
        recipients.add_opt_out(writer, organization_id, phone, at=at, by=reference)
        row = _Row(recipients.key(organization_id, phone), f"{at.isoformat()}#{reference}")
        row.at, row.keyword, row.source, row.words = at, Keyword.STOP.value, Source.CARRIER.value, ""
        writer.save(row)

    rows.transact(fill)


def list_changes(organization_id: str, phone: str) -> list[OptOutChange]:
    """The phone's whole history, the oldest first."""
    found = _Row.query(recipients.key(organization_id, phone), consistent_read=True)
    return [_to_change(row) for row in found]


def _to_change(row: _Row) -> OptOutChange:
    return OptOutChange(
        keyword=Keyword(row.keyword),
        at=row.at,
        source=row.source,
        words=row.words,
        rule=row.rule,
        reason=row.reason,
        by=row.by,
    )


def get_proofs(organization_id: str, opted_out: Iterable[Recipient]) -> dict[str, OptOutChange]:
    """By phone the proof of the opt-out that stands, 100 to a request."""
    keys = {
        (recipients.key(organization_id, one.phone), f"{one.opted_out_at.isoformat()}#{one.opt_out_id}"): one
        for one in opted_out
        if one.opted_out_at and one.opt_out_id
    }
    found = _Row.batch_get(list(keys)) if keys else ()
    return {keys[row.recipient_key, row.occurred].phone: _to_change(row) for row in found}


def opt_out(organization_id: str, orders: Sequence[Order]) -> set[str]:
    """Opt the phones out, each with its proof; those that had not opted out before."""
    new: set[str] = set()
    by_phone = list({order.phone: order for order in orders}.values())
    for start in range(0, len(by_phone), PAGE):
        page = by_phone[start : start + PAGE]
        while page:
            try:
                rows.transact(partial(_fill, organization_id, page))
            except rows.Cancelled as error:  # the proofs' puts come first, then the recipients' updates
                refused = error.reasons[len(page) :]
                page = [order for order, reason in zip(page, refused, strict=True) if reason is None]
                continue
            new |= {order.phone for order in page}
            break
    return new


def _fill(organization_id: str, orders: Sequence[Order], writer: TransactWrite) -> None:
    for one in orders:
        recipients.add_opt_out(writer, organization_id, one.phone, at=one.at, by=one.reference, only_new=True)
        writer.save(_order_row(organization_id, one, Keyword.STOP))


def _order_row(organization_id: str, order: Order, keyword: Keyword) -> _Row:
    row = _Row(recipients.key(organization_id, order.phone), f"{order.at.isoformat()}#{order.reference}")
    row.at, row.keyword, row.source, row.words = order.at, keyword.value, order.source.value, ""
    row.reason, row.by = order.reason or None, order.by
    return row


def add_order(writer: TransactWrite, organization_id: str, order: Order, *, phone: str) -> None:
    """Make the proof of an opt-out part of a transaction, under what stands for the phone."""
    writer.save(_order_row(organization_id, replace(order, phone=phone), Keyword.STOP))


def lift(organization_id: str, order: Order, *, erased: str | None = None) -> bool:
    """Let the phone be texted again, with the proof; False if it has not opted out.

    `erased` is the hash of somebody who was erased, which is lifted as well.
    """

    def fill(writer: TransactWrite) -> None:
        recipients.add_opt_in(writer, organization_id, order.phone, only_opted_out=erased is None)
        if erased:
            recipients.add_lift(writer, organization_id, erased)
        writer.save(_order_row(organization_id, order, Keyword.START))

    return rows.succeeds(lambda: rows.transact(fill))


def make_nameless(organization_id: str, phone: str, stand_in: str) -> int:
    """Keep the phone's history under what stands for it, without anybody's words; how many entries there were."""
    found = list(_Row.query(recipients.key(organization_id, phone), consistent_read=True))
    for row in found:
        nameless = _Row(recipients.key(organization_id, stand_in), row.occurred)
        nameless.at, nameless.keyword, nameless.source, nameless.words = row.at, row.keyword, row.source, ""
        nameless.rule, nameless.by = row.rule, row.by
        nameless.save()
        row.delete()
    return len(found)
