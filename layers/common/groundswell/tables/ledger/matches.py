"""Which send a message in the carrier's list belongs to: the first that asks gets it, for good."""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from groundswell.settings import settings
from groundswell.tables import rows

MATCH = "#MATCH"


class _Row(Model):
    """In the table of sends. Key: blast_shard (`<organization_id>#<vendor_message_id>`) / send_id (`#MATCH`)."""

    class Meta(rows.Meta):
        table_name = settings().sends_table

    blast_shard = UnicodeAttribute(hash_key=True)
    send_id = UnicodeAttribute(range_key=True, default=MATCH)
    matched_send_id = UnicodeAttribute()


def take(organization_id: str, vendor_message_id: str, send_id: str) -> bool:
    """Whether the carrier's message is this send's; asking again gives the same answer."""
    row = _Row(f"{organization_id}#{vendor_message_id}", MATCH, matched_send_id=send_id)
    free = _Row.send_id.does_not_exist() | (_Row.matched_send_id == send_id)
    return rows.succeeds(lambda: row.save(condition=free))
