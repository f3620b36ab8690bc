"""Free-form wishes are found in labelled replies and ordinary ones left alone; the seven words work in any dress."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.opt_out import WishKind, review_due_at, wish_of

CORPUS = Path(__file__).with_name("opt_out_corpus.csv")
SEVEN = ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"]
THRESHOLDS = {
    # part: least share of wishes that opt out, most ordinary replies that opt out, most that are put up for review.
    # Only `development` may be tuned on. The others stand where they were measured, short of the goal of 98 % and 1 %:
    # `held-out` was written before the patterns, but by their author; `unseen` after them, and measured once.
    "development": (0.99, 0.01, 0.01),
    "held-out": (0.975, 0.02, 0.015),
    "unseen": (0.75, 0.02, 0.02),
}
AROUND = st.text(alphabet=" .,!?…-–—*_~()[]\"'“”‘’:;\n\t🛑🙏😡👍🏽‼️\u200d\u00a0", max_size=8)
POLITE = st.sampled_from(["", "please", "thanks", "thank you", "thx", "pls", "now"])


def corpus(part: str) -> Counter[tuple[str, str]]:
    """How often a reply with this label was read as that."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    return Counter((row["label"], wish_of(row["text"]).kind or "NONE") for row in rows)


def share(found: Counter[tuple[str, str]], label: str, kind: str) -> float:
    return found[label, kind] / sum(count for (one, _), count in found.items() if one == label)


@pytest.mark.parametrize("part", THRESHOLDS)
def test_wishes_are_found_and_ordinary_replies_left_alone(part: str) -> None:
    found, (least, most_opt_outs, most_reviews) = corpus(part), THRESHOLDS[part]
    assert share(found, "OPT_OUT", "OPT_OUT") >= least
    assert share(found, "NONE", "OPT_OUT") <= most_opt_outs
    assert share(found, "NONE", "REVIEW") <= most_reviews
    if part != "unseen":
        assert share(found, "REVIEW", "REVIEW") >= 0.95


def test_the_corpus_is_large_and_its_parts_share_no_reply() -> None:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parts = [{row["text"] for row in rows if row["part"] == part} for part in THRESHOLDS]
    assert sum(map(len, parts)) == len(set.union(*parts)) == len(rows) >= 1500
    assert {row["language"] for row in rows} == {"en", "es"}


@given(st.sampled_from(SEVEN), AROUND, AROUND, POLITE, POLITE, st.randoms(use_true_random=False))
def test_the_seven_words_opt_out_in_any_dress(
    word: str, before: str, after: str, first: str, last: str, dice: object
) -> None:
    cased = "".join(dice.choice((letter.lower(), letter.upper())) for letter in word)  # type: ignore[attr-defined]
    assert wish_of(f"{first} {before}{cased}{after} {last}").kind is WishKind.OPT_OUT


@given(st.text(max_size=400))
def test_anything_at_all_can_be_read(text: str) -> None:
    assert wish_of(text) == wish_of(text)


@pytest.mark.parametrize("text", ["please start again", "START please", "yes start", "sign me up again"])
def test_only_the_exact_word_subscribes_again(text: str) -> None:
    assert wish_of(text).kind is not WishKind.OPT_IN


@pytest.mark.parametrize(
    "text", ["stop " * 400, "a" * 1600, "no more " * 200, "remove my " * 160, "don't " * 260]
)
def test_a_long_rant_is_read_quickly(text: str) -> None:
    started = datetime.now(UTC)
    wish_of(text)
    assert (datetime.now(UTC) - started).total_seconds() < 1


def test_a_review_is_due_ten_business_days_on() -> None:
    friday = datetime(2026, 3, 13, 15, tzinfo=UTC)
    assert review_due_at(friday) == datetime(2026, 3, 27, 15, tzinfo=UTC)
    assert review_due_at(datetime(2026, 3, 14, 9, tzinfo=UTC)) == datetime(2026, 3, 27, 9, tzinfo=UTC)
