"""A recipient is one phone of one organization: the gate that every claim passes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """`sender` is the sticky number; `last_*` say which text a reply most likely answers."""

    organization_id: str
    phone: str
    opted_out_at: datetime | None = None
    opt_out_id: str | None = None  # what opted it out: an inbound text's id, or that of another request
    sender: str | None = None
    last_campaign_id: str | None = None
    last_blast_id: str | None = None
    last_text_at: datetime | None = None
    day_started_at: datetime | None = None  # the 24 h in which `day_count` texts were sent
    day_count: int = 0

    @property
    def opted_out(self) -> bool:
        return self.opted_out_at is not None
