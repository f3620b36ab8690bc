"""The simulator's own log of accepted texts: messages come in, pages and duplicate counts go out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from local.simulator.timing import precise


class Text(Protocol):
    """What every carrier's message must know about itself."""

    vendor: str
    sid: str
    account: str
    to: str
    sender: str
    body: str
    service: str
    status: str
    error_code: int | None
    ref: str
    kind: str
    created: float
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Empty means any."""

    sid: str = ""
    to: str = ""
    sender: str = ""
    ref: str = ""
    service: str = ""
    status: str = ""
    kind: str = ""
    account: str = ""
    body: str = ""
    since: float = 0.0

    def takes(self, text: Text) -> bool:
        return (
            all(
                not wanted or wanted == found
                for wanted, found in (
                    (self.to, text.to),
                    (self.sid, text.sid),
                    (self.sender, text.sender),
                    (self.ref, text.ref),
                    (self.service, text.service),
                    (self.status, text.status),
                    (self.kind, text.kind),
                    (self.account, text.account),
                )
            )
            and self.body in text.body
            and text.created >= self.since
        )


class AcceptedLog:
    """Oldest first; texts of people (kind `inbound`) are kept apart from those we accepted."""

    def __init__(self) -> None:
        self._accepted: list[Text] = []
        self._inbound: list[Text] = []
        self._by_ref: dict[str, list[str]] = {}

    def add(self, text: Text) -> None:
        if text.kind == "inbound":
            self._inbound.append(text)
            return
        self._accepted.append(text)
        if text.ref and text.kind == "api":
            self._by_ref.setdefault(text.ref, []).append(text.sid)

    def clear(self) -> None:
        self._accepted.clear()
        self._inbound.clear()
        self._by_ref.clear()

    def page(
        self, wanted: LogFilter, *, inbound: bool, limit: int, offset: int
    ) -> tuple[list[dict[str, Any]], int | None]:
        """The lines from an offset on, and the offset of the next page."""
        lines: list[dict[str, Any]] = []
        for place, text in self._from(offset, inbound):
            if not wanted.takes(text):
                continue
            if len(lines) == limit:
                return lines, place
            lines.append(line(text))
        return lines, None

    def _from(self, offset: int, inbound: bool) -> Iterator[tuple[int, Text]]:
        texts = self._inbound if inbound else self._accepted
        for place in range(offset, len(texts)):
            yield place, texts[place]

    def counts(self, wanted: LogFilter, *, inbound: bool) -> dict[str, dict[str, int]]:
        """How many of each kind and status the filter takes."""
        taken = [text for text in (self._inbound if inbound else self._accepted) if wanted.takes(text)]
        return {
            "kind": dict(Counter(text.kind for text in taken)),
            "status": dict(Counter(text.status for text in taken)),
        }

    def duplicates(self) -> dict[str, Any]:
        """Surplus copies by ref, and (for texts without one) by account, recipient and body."""
        repeated = {ref: sids for ref, sids in self._by_ref.items() if len(sids) > 1}
        bodies = Counter((text.account, text.to, text.body) for text in self._accepted if text.kind == "api")
        return {
            "duplicates": sum(len(sids) - 1 for sids in repeated.values()),
            "refs": [{"ref": ref, "count": len(sids), "sids": sids} for ref, sids in repeated.items()],
            "same_to_and_body": sum(count - 1 for count in bodies.values()),
        }


def line(text: Text) -> dict[str, Any]:
    """One line of the log as JSON."""
    return {
        "sid": text.sid,
        "to": text.to,
        "from": text.sender or None,
        "body": text.body,
        "service": text.service or None,
        "status": text.status,
        "error_code": text.error_code,
        "ref": text.ref or None,
        "accepted_at": precise(text.created),
        "kind": text.kind,
        "segments": text.segments,
        "account_sid": text.account,
        "vendor": text.vendor,
    }
