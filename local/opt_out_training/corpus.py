"""The file of labelled replies goes in; its rows, their hash and variants of them to learn from come out."""

import csv
import hashlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).parents[2] / "tests" / "domain" / "opt_out_corpus.csv"
HELD_OUT = "held-out"
UNSEEN = "unseen"
UNSEEN_HARD = "unseen-hard"
"""Never learnt from, nor used to set anything: what is measured on them is what a stranger's reply meets. The hard one
is of oblique wishes and of ordinary replies that use the words of a wish.
"""
_LONGEST = 140


class Row(NamedTuple):
    part: str
    label: str
    language: str
    text: str


def read(path: Path = CORPUS) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def fingerprint(path: Path = CORPUS) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def variants(rows: Sequence[Row], seed: int = 7) -> Iterator[Row]:
    """Each row, with a typing slip, and next to an ordinary remark: what surrounds a wish does not undo it."""
    dice = random.Random(seed)
    remarks = {
        language: [row.text for row in rows if (row.label, row.language) == ("NONE", language)]
        for language in ("en", "es")
    }
    for row in rows:
        yield row
        yield row._replace(text=_mistyped(row.text, dice))
        remark = dice.choice(remarks[row.language])
        if max(len(row.text), len(remark)) <= _LONGEST:
            both = [row.text, remark]
            dice.shuffle(both)
            yield row._replace(text=dice.choice((". ", " ", ", ", "! ")).join(both))


def _mistyped(text: str, dice: random.Random) -> str:
    """One word has a letter left out, doubled or swapped with the next."""
    words = text.split(" ")
    chosen = dice.randrange(len(words))
    word = words[chosen]
    if len(word) < 4:
        return text
    at = dice.randrange(1, len(word) - 1)
    slips = (word[at + 1 :], word[at] * 2 + word[at + 1 :], word[at + 1] + word[at] + word[at + 2 :])
    words[chosen] = word[:at] + dice.choice(slips)
    return " ".join(words)
