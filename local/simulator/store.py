"""Keeps records over restarts: changed dataclasses come in, batched SQLite writes go out."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")
_to_json = json.JSONEncoder(separators=(",", ":")).encode


class StateUnreadable(Exception):
    """The stored state cannot be used by this version."""


class Store:
    """One SQLite file; changes are collected and written together by `flush`."""

    def __init__(self, folder: Path | None, schedule_flush: Callable[[], None] = lambda: None) -> None:
        try:
            self._database = self._open(folder)
        except (sqlite3.Error, OSError) as error:
            raise StateUnreadable(str(error)) from None
        self._changed: dict[tuple[str, str], Any] = {}
        self._schedule_flush = schedule_flush

    @staticmethod
    def _open(folder: Path | None) -> sqlite3.Connection:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(
            str(folder / "simulator.sqlite3") if folder else ":memory:",
            check_same_thread=False,  # opened where the simulator is built, used where it is served
        )
        database.execute("PRAGMA journal_mode=WAL")
        # What is written outlives a killed process; only a crash of the machine could lose it.
        database.execute("PRAGMA synchronous=OFF")
        database.execute(
            "CREATE TABLE IF NOT EXISTS records (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id))"
        )
        return database

    def put(self, kind: str, key: str, record: Any) -> None:
        """Remember that this record changed; None means that it is gone."""
        if not self._changed:
            self._schedule_flush()
        self._changed[kind, key] = record

    def flush(self) -> None:
        """Write everything that changed, in one transaction."""
        if not self._changed:
            return
        changed, self._changed = self._changed, {}
        kept = [(kind, key, encode(record)) for (kind, key), record in changed.items() if record is not None]
        gone = [name for name, record in changed.items() if record is None]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", kept)
            self._database.executemany("DELETE FROM records WHERE kind = ? AND id = ?", gone)

    def load(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every stored record of a kind, in the order of their keys."""
        rows = self._database.execute("SELECT id, body FROM records WHERE kind = ? ORDER BY id", (kind,))
        for key, body in rows:
            yield key, json.loads(body)

    def clear(self, kind: str) -> None:
        """Forget every record of a kind."""
        self._changed = {name: record for name, record in self._changed.items() if name[0] != kind}
        with self._database:
            self._database.execute("DELETE FROM records WHERE kind = ?", (kind,))

    def close(self) -> None:
        """Write what is left and let go of the file."""
        self.flush()
        self._database.close()


def encode(record: Any) -> str:
    """A flat dataclass or a plain value as JSON."""
    if hasattr(record, "__dataclass_fields__"):
        record = {field.name: getattr(record, field.name) for field in fields(record)}
    return _to_json(record)


class Shelf(Generic[Record]):
    """A dict of records of one kind that the store keeps."""

    def __init__(self, store: Store, kind: str, build: Callable[..., Record]) -> None:
        self._store, self.kind = store, kind
        try:
            self._records: dict[str, Record] = {key: build(**body) for key, body in store.load(kind)}
        except TypeError as error:
            raise StateUnreadable(f"it holds a {kind} of another version ({error})") from None

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def get(self, key: str) -> Record | None:
        return self._records.get(key)

    def values(self) -> list[Record]:
        return list(self._records.values())

    def put(self, key: str, record: Record) -> Record:
        """Add a record, or note that it changed."""
        self._records[key] = record
        self._store.put(self.kind, key, record)
        return record

    def remove(self, key: str) -> Record | None:
        record = self._records.pop(key, None)
        if record is not None:
            self._store.put(self.kind, key, None)
        return record

    def clear(self) -> None:
        self._records.clear()
        self._store.clear(self.kind)
