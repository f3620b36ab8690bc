"""What an export is of goes in; its columns and, page by page, its rows come out, from any place on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from groundswell.domain.contact import OWN_FIELDS, Contact
from groundswell.domain.conversation import Text
from groundswell.domain.export import ExportKind, ExportProgress
from groundswell.domain.identity import SHARDS
from groundswell.domain.send import Send
from groundswell.tables import contacts, conversations, opt_outs, recipients
from groundswell.tables.ledger import send_rows

PAGE = 500
Place = Mapping[str, Any] | None
Rows = list[list[str]]
ReadPage = Callable[[str, ExportProgress, Place], tuple[Rows, Place]]
"""(organization_id, export, place) -> rows, and the place of what follows; None at the end."""

_OWN = ("phone", *(name for name in OWN_FIELDS if name != "phone"))
_SENDS = (
    "blast_id", "send_id", "phone", "state", "reason", "sender", "segments", "vendor_message_id", "not_before",
    "updated_at",
)  # fmt: skip
_REPLIES = ("blast_id", "message_id", "phone", "at", "text", "keyword", "our_number")
_OPT_OUTS = ("phone", "opted_out_at", "source", "words", "rule", "reason", "by")


def columns_of(export: ExportProgress) -> tuple[str, ...]:
    """The names in the first row of the file."""
    return {
        ExportKind.CONTACTS: (*_OWN, *export.fields, "time_zones"),
        ExportKind.SENDS: _SENDS,
        ExportKind.REPLIES: _REPLIES,
        ExportKind.OPT_OUTS: _OPT_OUTS,
    }[export.kind]


def read_page(organization_id: str, export: ExportProgress) -> tuple[Rows, Place]:
    """The rows from the export's place on; a page may be empty although more follow."""
    return _READERS[export.kind](organization_id, export, export.at)


def _contacts(organization_id: str, export: ExportProgress, place: Place) -> tuple[Rows, Place]:
    shard, after = _shard(place)
    page = contacts.list_page(export.load_id, shard, after or None, PAGE)
    rows = [_contact_row(contact, export.fields) for contact in page]
    return rows, _next_shard(shard, page[-1].phone if len(page) == PAGE else "", SHARDS)


def _sends(organization_id: str, export: ExportProgress, place: Place) -> tuple[Rows, Place]:
    if not export.blasts:
        return [], None
    shard, after = _shard(place)
    blast_id = export.blasts[shard // SHARDS]
    page = send_rows.read_page(blast_id, shard % SHARDS, after=after, limit=PAGE)
    rows = [_values(send, _SENDS) for send in page]
    return rows, _next_shard(
        shard, page[-1].send_id if len(page) == PAGE else "", SHARDS * len(export.blasts)
    )


def _replies(organization_id: str, export: ExportProgress, place: Place) -> tuple[Rows, Place]:
    if not export.blasts:
        return [], None
    number = int(place["blast"]) if place else 0
    cursor = place.get("cursor") if place else None
    page, cursor = conversations.list_replies(export.blasts[number], limit=PAGE, cursor=cursor)
    rows = [_reply_row(text) for text in page]
    if cursor:
        return rows, {"blast": number, "cursor": dict(cursor)}
    return rows, {"blast": number + 1} if number + 1 < len(export.blasts) else None


def _opt_outs(organization_id: str, export: ExportProgress, place: Place) -> tuple[Rows, Place]:
    page, following = recipients.list_opted_out(organization_id, limit=PAGE, cursor=place)
    proofs = opt_outs.get_proofs(organization_id, page)
    rows = []
    for one in page:
        proof = proofs.get(one.phone)
        told = [_cell(getattr(proof, name, None)) for name in _OPT_OUTS[2:]]
        rows.append([one.phone, _cell(one.opted_out_at), *told])
    return rows, following


_READERS: dict[ExportKind, ReadPage] = {
    ExportKind.CONTACTS: _contacts,
    ExportKind.SENDS: _sends,
    ExportKind.REPLIES: _replies,
    ExportKind.OPT_OUTS: _opt_outs,
}


def _shard(place: Place) -> tuple[int, str]:
    return (int(place["shard"]), str(place["after"])) if place else (0, "")


def _next_shard(shard: int, after: str, shards: int) -> Place:
    """On in this shard if it has more, else at the beginning of the next."""
    if after:
        return {"shard": shard, "after": after}
    return {"shard": shard + 1, "after": ""} if shard + 1 < shards else None


def _contact_row(contact: Contact, fields: Sequence[str]) -> list[str]:
    custom = [contact.custom.get(name, "") for name in fields]
    return [*_values(contact, _OWN), *custom, " ".join(contact.time_zones)]


def _reply_row(text: Text) -> list[str]:
    values = {"text": text.body}
    return [values.get(name) or _cell(getattr(text, name, None)) for name in _REPLIES]


def _values(thing: Contact | Send, names: Sequence[str]) -> list[str]:
    return [_cell(getattr(thing, name)) for name in names]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)
