"""A blast's figures as they stood, one item a minute: how it went over time. One that is missing harms nothing."""

from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from groundswell.domain.outcome import Figures
from groundswell.settings import settings
from groundswell.tables import plain, rows


class _Row(Model):
    """In the table of sends. Key: blast_shard (`<blast_id>#SNAPSHOTS`) / send_id (the minute)."""

    class Meta(rows.Meta):
        table_name = settings().sends_table

    blast_shard = UnicodeAttribute(hash_key=True)
    send_id = UnicodeAttribute(range_key=True)
    at = UTCDateTimeAttribute()
    handed_over = NumberAttribute()
    delivered = NumberAttribute()
    failed = NumberAttribute()


def _key(blast_id: str) -> str:
    return f"{blast_id}#SNAPSHOTS"


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def add(blast_id: str, figures: Figures) -> None:
    """Of several in one minute the latest stays, in whatever order they are written."""
    handed_over, delivered, failed = figures.counts
    row = _Row(
        _key(blast_id), _minute(figures.at), at=figures.at, handed_over=handed_over, delivered=delivered, failed=failed
    )  # fmt: skip
    is_newer = _Row.at.does_not_exist() | (_Row.at < figures.at)
    rows.succeeds(lambda: row.save(condition=is_newer))


def list_newest(blast_id: str, *, limit: int) -> list[Figures]:
    """The newest, in order of time."""
    request = {
        "KeyConditionExpression": "blast_shard = :blast",
        "ExpressionAttributeValues": {":blast": {"S": _key(blast_id)}},
        "ScanIndexForward": False,
    }
    return [_to_domain(item) for item in plain.query(settings().sends_table, request, limit)][::-1]


def _to_domain(item: plain.Item) -> Figures:
    return Figures(
        at=datetime.fromisoformat(item["at"]["S"]),
        handed_over=int(item["handed_over"]["N"]),
        delivered=int(item["delivered"]["N"]),
        failed=int(item["failed"]["N"]),
    )
