"""Free-form wishes are found in labelled replies and ordinary ones left alone; the seven words work in any dress."""

import subprocess
import sys
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.opt_out import LONGEST, WishKind, review_due_at, wish_of
from groundswell.domain.opt_out_model import WEIGHTS, weights
from local.opt_out_training.corpus import HELD_OUT, UNSEEN, UNSEEN_HARD, Row, fingerprint, read

SEVEN = ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"]
AROUND = st.text(alphabet=" .,!?…-–—*_~()[]\"'“”‘’:;\n\t🛑🙏😡👍🏽‼️\u200d\u00a0", max_size=8)
POLITE = st.sampled_from(["", "please", "thanks", "thank you", "thx", "pls", "now"])


def test_the_weights_were_learnt_from_this_corpus() -> None:
    assert weights().corpus == fingerprint(), "The corpus changed: run make train-opt-out"
    assert WEIGHTS.stat().st_size <= 600_000


def test_wishes_kept_from_learning_were_found_as_the_documentation_says() -> None:
    measured = weights().held_out
    assert measured["found"] >= 0.93
    assert measured["found_or_reviewed"] >= 0.97
    assert measured["false_alarms"] <= 0.015
    assert measured["needless_reviews"] <= 0.04


def test_what_was_learnt_is_not_forgotten() -> None:
    kinds: dict[str, list[WishKind | None]] = {"OPT_OUT": [], "NONE": [], "REVIEW": []}
    for row in read():
        if row.part not in (UNSEEN, UNSEEN_HARD):
            kinds[row.label].append(wish_of(row.text).kind)
    assert kinds["OPT_OUT"].count(WishKind.OPT_OUT) >= 0.92 * len(kinds["OPT_OUT"])
    assert kinds["NONE"].count(WishKind.OPT_OUT) <= 0.01 * len(kinds["NONE"])
    assert kinds["REVIEW"].count(None) <= 0.1 * len(kinds["REVIEW"])


def test_replies_never_learnt_are_understood() -> None:
    wishes, ordinary = kinds_of([row for row in read() if row.part == UNSEEN])
    assert len(wishes) > 450
    assert len(ordinary) > 550
    assert wishes.count(WishKind.OPT_OUT) >= 0.98 * len(wishes)
    assert len(wishes) - wishes.count(None) >= 0.995 * len(wishes)
    assert ordinary.count(WishKind.OPT_OUT) <= 0.01 * len(ordinary)
    assert ordinary.count(WishKind.REVIEW) <= 0.02 * len(ordinary)


def test_hard_replies_never_learnt_are_understood_as_the_documentation_says() -> None:
    wishes, ordinary = kinds_of([row for row in read() if row.part == UNSEEN_HARD])
    assert len(wishes) > 300
    assert len(ordinary) > 400
    assert wishes.count(WishKind.OPT_OUT) >= 0.84 * len(wishes)
    assert len(wishes) - wishes.count(None) >= 0.92 * len(wishes)
    assert ordinary.count(WishKind.OPT_OUT) <= 0.05 * len(ordinary)
    assert ordinary.count(WishKind.REVIEW) <= 0.065 * len(ordinary)


def kinds_of(rows: list[Row]) -> tuple[list[WishKind | None], list[WishKind | None]]:
    """What the wishes among them are taken for, and what the ordinary replies."""
    wishes = [wish_of(row.text).kind for row in rows if row.label == "OPT_OUT"]
    return wishes, [wish_of(row.text).kind for row in rows if row.label == "NONE"]


def test_the_corpus_is_large_and_no_reply_held_out_is_learnt() -> None:
    rows = read()
    held_out = {row.text for row in rows if row.part == HELD_OUT}
    assert len(rows) >= 8000
    assert len(held_out) >= 800
    assert not held_out & {row.text for row in rows if row.part != HELD_OUT}
    assert {row.language for row in rows} == {"en", "es"}


def test_the_weights_are_read_at_the_first_reply_and_not_before() -> None:
    code = (
        "import groundswell.domain.opt_out as o; from groundswell.domain.opt_out_model import weights as w;"
        "assert w.cache_info().currsize == 0; o.wish_of('take me off'); assert w.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "layers/common"})


@given(st.sampled_from(SEVEN), AROUND, AROUND, POLITE, POLITE, st.randoms(use_true_random=False))
def test_the_seven_words_opt_out_in_any_dress(
    word: str, before: str, after: str, first: str, last: str, dice: object
) -> None:
    cased = "".join(dice.choice((letter.lower(), letter.upper())) for letter in word)  # type: ignore[attr-defined]
    assert wish_of(f"{first} {before}{cased}{after} {last}").kind is WishKind.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "take me off your list",
        "lose my number",
        "dejen de escribirme",
        "🛑",
        "Reply STOP to opt out",
        "quítenme de su lista",
        "I'm done with you people, remove my number please",
    ],
)
def test_a_wish_in_other_words_opts_out(text: str) -> None:
    assert wish_of(text).kind is WishKind.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "I can't stop smiling",
        "cancel my 3pm",
        "Don't stop!",
        "stop by the office",
        "What time does it end?",
        "Please remove the sign from my lawn",
        "no me quiten de la lista",
    ],
)
def test_the_same_words_about_something_else_change_nothing(text: str) -> None:
    assert wish_of(text).kind is None


@pytest.mark.parametrize("text", ["wrong number", "not interested", "número equivocado"])
def test_what_is_doubtful_is_put_up_for_review(text: str) -> None:
    assert wish_of(text).kind is WishKind.REVIEW


@given(st.text(max_size=400))
def test_anything_at_all_can_be_read(text: str) -> None:
    assert wish_of(text) == wish_of(text)


@pytest.mark.parametrize("text", ["please start again", "START please", "yes start", "sign me up again"])
def test_only_the_exact_word_subscribes_again(text: str) -> None:
    assert wish_of(text).kind is not WishKind.OPT_IN


@pytest.mark.parametrize(
    "text",
    [
        "stop " * 400,
        "a" * LONGEST,
        "no more " * 200,
        "remove my " * 160,
        "don't " * 260,
        "\n" * LONGEST,
        "a " * 900,
        '"a b ' * 400,
        "> " * 800,
        "\ufdfa" * LONGEST,
    ],
)
def test_a_long_rant_is_read_quickly(text: str) -> None:
    started = process_time()
    wish_of(text * 20)
    assert process_time() - started < 0.5


def test_a_review_is_due_ten_business_days_on() -> None:
    friday = datetime(2026, 3, 13, 15, tzinfo=UTC)
    assert review_due_at(friday) == datetime(2026, 3, 27, 15, tzinfo=UTC)
    assert review_due_at(datetime(2026, 3, 14, 9, tzinfo=UTC)) == datetime(2026, 3, 27, 9, tzinfo=UTC)
