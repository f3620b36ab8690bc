"""The storm's comparison notices each kind of broken promise."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from local.cloud.table import Record
from local.storm.witness import Witness


class Gate:
    """A recipients table with one item."""

    def __init__(self, **attributes: str) -> None:
        self.item = {name: {"S": value} for name, value in attributes.items()}

    def get(self, key: Any) -> Record:
        return Record(self.item, 0)

    def put(self, key: Any, item: Any) -> tuple[int, int]:
        return 1, 0


def a_claim(**attributes: str) -> dict[str, Any]:
    return {name: {"S": value} for name, value in {"last_text_at": "noon", **attributes}.items()}


def test_a_claim_behind_an_opt_out_is_seen() -> None:
    gate: Any = Gate(opted_out_at="before")
    witness = Witness(gate)
    gate.put("k", a_claim(opted_out_at="before"))
    assert witness.broken == ["a claim was committed after the opt-out of its recipient"]


def test_a_claim_during_a_pause_is_seen() -> None:
    gate: Any = Gate()
    witness = Witness(gate)
    gate.put("k", a_claim())
    witness.paused = True
    gate.put("k", a_claim())
    assert witness.broken == ["a claim was committed while the campaign was paused"]
    assert witness.claims == 2


def scenery(accepted: dict[str, int], **book: Any) -> Any:
    facts = {
        "accepted": Counter(accepted),
        "declined": set(),
        "unsure": set(),
        "reported": set(),
        "fate": {},
        **book,
    }
    return SimpleNamespace(people=1, carrier=SimpleNamespace(book=SimpleNamespace(**facts)))


def a_send(state: str, reason: str = "") -> dict[str, Any]:
    return {"state": {"S": state}, "reason": {"S": reason}, "segments": {"N": "1"}}


@pytest.mark.parametrize(
    ("state", "accepted", "said"),
    [
        ("DISPATCHING", 0, "1 texts are still DISPATCHING"),
        ("SENT", 0, "1 texts are SENT, and the carrier never took them"),
        ("SKIPPED", 1, "1 texts are SKIPPED, and the carrier took them"),
        ("FAILED", 0, "1 texts FAILED that the carrier knows nothing of"),
        ("UNKNOWN", 1, "1 texts are UNKNOWN, and the carrier's list has them"),
        ("SENT", 1, "1 texts are still SENT, and the carrier's list has their end"),
    ],
)
def test_a_ledger_that_disagrees_with_the_carrier_is_seen(state: str, accepted: int, said: str) -> None:
    from local.storm import verdict

    there = scenery({"b.s": 1}, fate={"b.s": "DELIVERED"}) if accepted else scenery({})
    assert verdict._states(there, {"b.s": a_send(state)}) == [said]


def test_a_second_copy_is_seen() -> None:
    from local.storm import verdict

    assert verdict._copies(scenery({"b.s": 2})) == ["1 texts were accepted by the carrier more than once"]


def test_a_report_that_was_taken_and_lost_is_seen() -> None:
    from local.storm import verdict

    there = scenery({"b.s": 1}, reported={"b.s"}, fate={"b.s": "DELIVERED"})
    assert verdict._reports(there, {"b.s": a_send("SENT")}) == [
        "1 reports that we had taken are not in the ledger"
    ]


def doubts(given_up: dict[str, int], sends: dict[str, dict[str, Any]]) -> list[str]:
    from local.storm import verdict

    there = scenery({}, faulted=set(sends))
    there.doubted, there.given_up = set(sends), given_up
    return verdict._doubts(there, sends)


def test_a_taken_text_that_the_search_did_not_find_is_seen() -> None:
    assert doubts({"unknown": 3, "taken": 2, "unlisted": 0}, {}) == [
        "2 texts stayed UNKNOWN, and the carrier's list has them"
    ]


def test_an_unknown_text_that_nobody_is_told_of_is_seen() -> None:
    said = doubts({"unknown": 3, "taken": 0, "unlisted": 1}, {})
    assert said == ["1 texts are UNKNOWN and not listed, or listed and not UNKNOWN"]


@pytest.mark.parametrize(("unknown", "is_broken"), [(0, False), (1, False), (2, True)])
def test_more_than_one_in_a_thousand_faulted_texts_unknown_in_the_end_is_seen(
    unknown: int, is_broken: bool
) -> None:
    sends = {f"b.{n}": a_send("UNKNOWN" if n < unknown else "DELIVERED") for n in range(1_000)}
    assert bool(doubts({"unknown": unknown, "taken": 0, "unlisted": 0}, sends)) == is_broken
