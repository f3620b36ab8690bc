"""An export writes an organization's rows into a CSV file: what of, how far it has come, and where its files lie."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

KEPT = timedelta(days=7)
"""The bucket deletes exports after that."""


class ExportKind(StrEnum):
    CONTACTS = "contacts"
    SENDS = "sends"
    REPLIES = "replies"
    OPT_OUTS = "opt-outs"


def export_key(organization_id: str, job_id: str) -> str:
    return f"exports/{organization_id}/{job_id}.csv"


def tail_key(organization_id: str, job_id: str, attempt: str) -> str:
    """Each attempt at a step writes its own tail, so that one that was killed leaves nothing behind that counts."""
    return f"exports/{organization_id}/{job_id}.tails/{attempt}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportProgress:
    """The cursor of an export's job. `at` is the next row's place in the source; `total` the rows to expect.

    The file is an S3 upload in parts; what is too short for a part waits in the `tail`.
    """

    kind: ExportKind
    raw: bool = False
    campaign_id: str = ""
    load_id: str = ""
    fields: tuple[str, ...] = ()  # the contacts' own, beside ours
    blasts: tuple[str, ...] = ()
    total: int = 0
    at: Mapping[str, Any] | None = None
    upload_id: str = ""
    etags: tuple[str, ...] = ()
    tail: str = ""
    all_parts: bool = False  # nothing is left to write
    rows: int = 0
    bytes: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "ExportProgress":
        lists = {name: tuple(cursor.get(name, ())) for name in ("fields", "blasts", "etags")}
        return cls(**{**cursor, **lists, "kind": ExportKind(cursor["kind"])})

    @classmethod
    def again(cls, cursor: Mapping[str, Any]) -> dict[str, Any]:
        """The cursor of the same export at its beginning."""
        was = cls.of(cursor)
        return replace(
            was, at=None, upload_id="", etags=(), tail="", all_parts=False, rows=0, bytes=0
        ).to_cursor()

    def to_cursor(self) -> dict[str, Any]:
        lists = {name: list(getattr(self, name)) for name in ("fields", "blasts", "etags")}
        return {**asdict(self), **lists, "kind": self.kind.value}

    def result(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "raw": self.raw, "rows": self.rows, "bytes": self.bytes}
