"""Rows of conversations in DynamoDB: texts and heads go in and come out as domain objects."""

from dataclasses import fields

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from groundswell.domain.conversation import Conversation, Direction, Keyword, Text
from groundswell.settings import settings
from groundswell.tables import recipients, rows

HEAD = "HEAD"


class _ByActivity(GlobalSecondaryIndex["Row"]):
    """Only heads carry `inbox`, so only heads are listed."""

    class Meta:
        index_name = "by_activity"
        projection = AllProjection()

    inbox = UnicodeAttribute(hash_key=True)
    last_activity_at = UTCDateTimeAttribute(range_key=True)


class _ByBlast(GlobalSecondaryIndex["Row"]):
    """Only replies carry `reply_to`, so only replies are listed."""

    class Meta:
        index_name = "by_blast"
        projection = AllProjection()

    reply_to = UnicodeAttribute(hash_key=True)
    at = UTCDateTimeAttribute(range_key=True)


class _ByReview(GlobalSecondaryIndex["Row"]):
    """Only heads that wait for a person's decision carry `review`."""

    class Meta:
        index_name = "by_review"
        projection = AllProjection()

    review = UnicodeAttribute(hash_key=True)
    review_due_at = UTCDateTimeAttribute(range_key=True)


class _ByQueue(GlobalSecondaryIndex["Row"]):
    """Only the heads of open conversations carry `queue`, so only they are listed."""

    class Meta:
        index_name = "by_queue"
        projection = AllProjection()

    queue = UnicodeAttribute(hash_key=True)
    last_activity_at = UTCDateTimeAttribute(range_key=True)


class _ByTime(GlobalSecondaryIndex["Row"]):
    """Only texts carry `at`, so heads are not listed."""

    class Meta:
        index_name = "by_time"
        projection = AllProjection()

    recipient_key = UnicodeAttribute(hash_key=True)
    at = UTCDateTimeAttribute(range_key=True)


class Row(Model):
    """Key: recipient_key (`<organization_id>#<phone>`) / record (`HEAD` or `MESSAGE#<id>`)."""

    class Meta(rows.Meta):
        table_name = settings().conversations_table

    recipient_key = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    inbox = UnicodeAttribute(null=True)
    last_activity_at = UTCDateTimeAttribute(null=True)
    last_text = UnicodeAttribute(null=True)
    unanswered = BooleanAttribute(null=True)
    first_name = UnicodeAttribute(null=True)
    direction = UnicodeAttribute(null=True)
    body = UnicodeAttribute(null=True)
    at = UTCDateTimeAttribute(null=True)
    our_number = UnicodeAttribute(null=True)
    vendor_message_id = UnicodeAttribute(null=True)
    keyword = UnicodeAttribute(null=True)
    campaign_id = UnicodeAttribute(null=True)
    blast_id = UnicodeAttribute(null=True)
    reply_to = UnicodeAttribute(null=True)
    by_activity = _ByActivity()
    by_blast = _ByBlast()
    by_time = _ByTime()
    rule = UnicodeAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    review = UnicodeAttribute(null=True)
    review_due_at = UTCDateTimeAttribute(null=True)
    by_review = _ByReview()
    home = UnicodeAttribute(null=True)  # the queue that it lies in while it is open; none: UNMATCHED
    queue = UnicodeAttribute(null=True)
    by_queue = _ByQueue()
    last_message_id = UnicodeAttribute(null=True)
    user_id = UnicodeAttribute(null=True)


UNASSIGNED, UNMATCHED = "UNASSIGNED", "UNMATCHED"


def queue_of(organization_id: str, whose: str) -> str:
    """The queue of a member, of nobody, or of those who were never texted."""
    return f"{organization_id}#{whose}"


_TEXT_FIELDS = tuple(
    f.name
    for f in fields(Text)
    if f.name not in ("organization_id", "phone", "message_id", "direction", "keyword")
)


def to_text(row: Row) -> Text:
    organization_id, _, phone = row.recipient_key.partition("#")
    return Text(
        organization_id=organization_id,
        phone=phone,
        message_id=row.record.partition("#")[2],
        direction=Direction(row.direction),
        keyword=Keyword(row.keyword) if row.keyword else None,
        **{name: getattr(row, name) for name in _TEXT_FIELDS},
    )


def to_conversation(row: Row) -> Conversation:
    """Of a head row; a campaign, a blast and a name it has only once it answers one."""
    organization_id, _, phone = row.recipient_key.partition("#")
    return Conversation(
        organization_id=organization_id,
        phone=phone,
        last_activity_at=row.last_activity_at,
        last_text=row.last_text or "",
        unanswered=bool(row.unanswered),
        campaign_id=row.campaign_id,
        blast_id=row.blast_id,
        first_name=row.first_name or "",
        review_due_at=row.review_due_at,
        assignee=_assignee(row.home),
        is_open=row.queue is not None,
        last_message_id=row.last_message_id,
    )


def _assignee(home: str | None) -> str | None:
    whose = (home or "").partition("#")[2]
    return whose if whose not in ("", UNASSIGNED) else None


def text_row(text: Text) -> Row:
    row = Row(recipients.key(text.organization_id, text.phone), f"MESSAGE#{text.message_id}")
    row.direction = text.direction.value
    row.keyword = text.keyword.value if text.keyword else None
    for name in _TEXT_FIELDS:
        setattr(row, name, getattr(text, name))
    return row
