"""The file with everything held of one person: where it lies, and how far gathering it has come."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from groundswell.domain.erasure import Stage

ELSEWHERE = (
    "The carrier keeps its own record of these texts; ask it for what it holds of this number.",
    "Files that were uploaded and lists of refused rows, deleted after 30 days, and exports, deleted after 7.",
    "Backups of the tables, deleted after 35 days, and messages in the queues, after 14 days at most.",
)


def person_file_key(organization_id: str, job_id: str) -> str:
    return f"exports/{organization_id}/people/{job_id}.json"


def person_part_key(organization_id: str, job_id: str, part: int) -> str:
    """A step that is done again writes the same part again."""
    return f"exports/{organization_id}/people/{job_id}.parts/{part}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """The cursor of the job. What earlier steps found lies in `parts` files."""

    phone: str
    stage: Stage = Stage.SENDS
    after: Any = None
    parts: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "Gathering":
        return cls(**{**cursor, "stage": Stage(cursor["stage"])})

    def to_cursor(self) -> dict[str, Any]:
        return {**asdict(self), "stage": self.stage.value}

    def next_stage(self) -> "Gathering":
        return replace(self, stage=self.stage.following, after=None)
