"""A conversation is what passed between an organization and one phone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    IN = "IN"
    OUT = "OUT"


class InboxView(StrEnum):
    """Which conversations to list; all but ALL and REVIEW are only those that are open."""

    ALL = "ALL"
    MINE = "MINE"
    UNASSIGNED = "UNASSIGNED"  # nobody's, from people who were texted before
    UNMATCHED = "UNMATCHED"  # nobody's, from people who were never texted
    REVIEW = "REVIEW"  # somebody may have asked for no more texts


class Keyword(StrEnum):
    """What an inbound text asks of the subscription, if anything."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a conversation; `message_id` is ours, derived from the carrier's."""

    organization_id: str
    phone: str
    message_id: str
    direction: Direction
    body: str
    at: datetime
    our_number: str | None = None
    vendor_message_id: str | None = None
    keyword: Keyword | None = None
    campaign_id: str | None = None
    blast_id: str | None = None
    rule: str | None = None  # by which a wish was recognised in it
    review_due_at: datetime | None = None  # it may ask for no more texts: a person has to decide by then
    user_id: str | None = None  # the member who wrote it
    outcome: str | None = None  # of a text that answers a keyword: CLAIMED, SENT, FAILED or UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`review_due_at` stands while a person has to decide whether this phone asked for no more texts.

    `last_message_id` is the last text that came in or was an answer; `is_open` says that somebody has to look.
    """

    organization_id: str
    phone: str
    last_activity_at: datetime
    last_text: str
    unanswered: bool
    campaign_id: str | None = None
    blast_id: str | None = None
    first_name: str = ""
    review_due_at: datetime | None = None
    assignee: str | None = None
    is_open: bool = False
    last_message_id: str | None = None
