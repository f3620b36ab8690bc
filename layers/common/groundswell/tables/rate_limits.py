"""Requests counted in DynamoDB, one row per limit, subject and window; a row goes some time after its window."""

from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from groundswell.domain.rate_limit import RateLimit
from groundswell.settings import settings
from groundswell.tables import rows

KEPT = timedelta(hours=1)


class _Row(Model):
    """Key: subject (the limit's name, whom it is about, and the window's beginning)."""

    class Meta(rows.Meta):
        table_name = settings().rate_limits_table

    subject = UnicodeAttribute(hash_key=True)
    hits = NumberAttribute()
    expires_at = TTLAttribute()


def count(limit: RateLimit, subject: str, at: datetime) -> bool:
    """Count one more in the window of `at`, in one write; False, and nothing counted, if it is full."""
    begin = limit.begin(at)
    row = _Row(f"{limit.name}#{subject}#{int(begin.timestamp())}")
    room = _Row.hits.does_not_exist() | (_Row.hits < limit.most)
    actions: list[Action] = [_Row.hits.add(1), _Row.expires_at.set(begin + limit.window + KEPT)]
    return rows.succeeds(lambda: row.update(actions=actions, condition=room))
