"""The clauses of a reply go in; the features that the weights know come out: words, kinds of words and letters."""

from collections.abc import Iterator, Sequence

from groundswell.domain.opt_out_concepts import OTHER, kind_of

_GAP = 5
"""Words or kinds that are so far apart, at most, make a pair."""


def features_of(clauses: Sequence[str]) -> set[str]:
    """Words alone, in threes and in pairs, kinds of words likewise, three to five letters, and how long it is."""
    found = {f"clauses {min(len(clauses), 4)}", f"words {_length(clauses)}"}
    for clause in clauses:
        words = clause.split()
        found.update(_runs(["^", *words, "$"], 3, " "))
        found.update(_pairs(words, first=2))
        kinds = _kinds(words)
        found.update(_runs(["^", *kinds, "$"], 4, "/"))
        found.update(_pairs([kind for kind in kinds if kind != OTHER], first=1))
        spaced = f" {clause} "
        found.update(
            "#" + spaced[at : at + size] for size in (3, 4, 5) for at in range(len(spaced) - size + 1)
        )
    return found


def _length(clauses: Sequence[str]) -> int:
    words = sum(clause.count(" ") + 1 for clause in clauses)
    return words if words < 4 else min(8, 4 + words // 6)


def _kinds(words: Sequence[str]) -> list[str]:
    """Neighbours that are of no kind count as one."""
    kinds = [kind_of(word) for word in words]
    return [kind for at, kind in enumerate(kinds) if kind != OTHER or at == 0 or kinds[at - 1] != OTHER]


def _runs(parts: Sequence[str], longest: int, joint: str) -> Iterator[str]:
    for size in range(1, longest + 1):
        for at in range(len(parts) - size + 1):
            yield joint.join(parts[at : at + size])


def _pairs(parts: Sequence[str], first: int) -> Iterator[str]:
    for at, part in enumerate(parts):
        for other in parts[at + first : at + _GAP]:
            yield f"{part}>{other}"
