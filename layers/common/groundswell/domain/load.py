"""A load brings contacts into a campaign: where its files lie, and how far its two walks over the source have come."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

MAX_BYTES = 100 * 1024 * 1024


class Phase(StrEnum):
    CHECKING = "CHECKING"  # all of it is read once before anything is stored
    LOADING = "LOADING"
    FINISHING = (
        "FINISHING"  # all is stored: the refused rows are put together, the campaign gets its audience
    )


class Sureness(StrEnum):
    """How it is known what a column is."""

    TOLD = "TOLD"  # the mapping says so
    NAMED = "NAMED"  # its name says so
    GUESSED = "GUESSED"  # a person should look


def upload_key(organization_id: str, load_id: str) -> str:
    return f"uploads/{organization_id}/{load_id}.csv"


def refused_key(organization_id: str, load_id: str, *, raw: bool = False) -> str:
    """Raw are the cells as they were uploaded; otherwise no spreadsheet takes one for a formula."""
    return f"refused/{organization_id}/{load_id}{'.raw' if raw else ''}.csv"


def refused_part_key(organization_id: str, load_id: str, attempt: str) -> str:
    """Each attempt at a step writes its own part, so that a step that was killed leaves nothing behind that counts."""
    return f"refused/{organization_id}/{load_id}.parts/{attempt}.csv"


def raw_part_key(part_key: str) -> str:
    """The same part as it was uploaded."""
    return f"{part_key}.raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The cursor of a load's job. `at` is the loader's own cursor, `found` the rows that the first walk counted."""

    loader: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    file: str = ""  # the load whose upload is read, if it is another one's that is tried again
    version: str = ""  # of the uploaded file: both walks must read the same
    phase: Phase = Phase.CHECKING
    at: Mapping[str, Any] | None = None
    found: int = 0
    rows: int = 0
    valid: int = 0
    duplicates: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    time_zones: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> "Progress":
        values = {"phase": Phase.CHECKING, "parts": (), **cursor}
        return cls(**{**values, "phase": Phase(values["phase"]), "parts": tuple(values["parts"])})

    def to_cursor(self) -> dict[str, Any]:
        return {**asdict(self), "phase": self.phase.value, "parts": list(self.parts)}

    def checked(self, rows: int, at: Mapping[str, Any]) -> "Progress":
        return replace(self, found=self.found + rows, at=at)

    def loading(self) -> "Progress":
        """The first walk is over: back to the beginning, now in earnest."""
        return replace(self, phase=Phase.LOADING, at=None)

    def with_part(self, keys: tuple[str, ...]) -> "Progress":
        return replace(self, parts=self.parts + keys)

    def finishing(self) -> "Progress":
        return replace(self, phase=Phase.FINISHING)

    def loaded(
        self,
        *,
        valid: int,
        duplicates: int,
        refused: Mapping[str, int],
        time_zones: Mapping[str, int],
        at: Mapping[str, Any],
    ) -> "Progress":
        return replace(
            self,
            rows=self.rows + valid + duplicates + sum(refused.values()),
            valid=self.valid + valid,
            duplicates=self.duplicates + duplicates,
            refused=_sum(self.refused, refused),
            time_zones=_sum(self.time_zones, time_zones),
            at=at,
        )

    def result(self, refused_rows_key: str | None) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "valid": self.valid,
            "duplicates": self.duplicates,
            "refused": dict(self.refused),
            "time_zones": dict(self.time_zones),
            "refused_rows_key": refused_rows_key,
        }


def _sum(before: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {name: before.get(name, 0) + more.get(name, 0) for name in sorted({*before, *more})}
