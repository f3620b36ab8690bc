"""How far forgetting what is older than an organization keeps has come."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from groundswell.domain.identity import SHARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """The cursor of the job. It stands behind `done_campaign`, and in the campaign after it behind `done_blast`,
    in the shard of the blast after that behind the send `after`."""

    ended_before: datetime
    done_campaign: str = ""
    done_blast: str = ""
    shard: int = 0
    after: str = ""
    campaigns: int = 0
    texts: int = 0
    contacts: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "Forgetting":
        return cls(**{**cursor, "ended_before": datetime.fromisoformat(cursor["ended_before"])})

    def to_cursor(self) -> dict[str, Any]:
        return {**asdict(self), "ended_before": self.ended_before.isoformat()}

    def forgot_texts(self, count: int, after: str) -> "Forgetting":
        """A page of a shard is done; `after` is empty at the shard's end."""
        shard = self.shard if after else self.shard + 1
        return replace(self, texts=self.texts + count, shard=shard, after=after)

    @property
    def is_blast_done(self) -> bool:
        return self.shard == SHARDS

    def behind_blast(self, blast_id: str) -> "Forgetting":
        return replace(self, done_blast=blast_id, shard=0, after="")

    def behind_campaign(self, campaign_id: str, *, forgotten: bool) -> "Forgetting":
        return replace(
            self,
            done_campaign=campaign_id,
            done_blast="",
            shard=0,
            after="",
            campaigns=self.campaigns + forgotten,
        )

    def result(self) -> dict[str, Any]:
        return {
            "ended_before": self.ended_before.isoformat(),
            "campaigns": self.campaigns,
            "texts": self.texts,
            "contacts": self.contacts,
        }
