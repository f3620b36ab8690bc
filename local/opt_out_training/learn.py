"""Rows go in; weights come out: logistic regression by AdaGrad, in plain Python, the same on every machine."""

import math
import random
from collections import Counter
from collections.abc import Sequence

from groundswell.domain.opt_out_features import features_of
from groundswell.domain.opt_out_model import size_of
from groundswell.domain.opt_out_words import clauses_of
from local.opt_out_training.corpus import Row, variants

EPOCHS = 8
RATE = 0.03
DECAY = 0.01
RAREST = 3
"""Variants in which a feature has to occur to be learnt."""
MOST = 26_000
"""Features that are kept, the weightiest."""

Example = tuple[list[int], float, tuple[float, float]]
Features = dict[str, tuple[int, int]]


def learn(rows: Sequence[Row], seed: int = 7) -> Features:
    """Every feature's weights in hundredths, the light ones left out."""
    examples, names = _examples(rows)
    wish, doubt = [0.0] * len(names), [0.0] * len(names)
    paces = ([1e-6] * len(names), [1e-6] * len(names))
    dice = random.Random(seed)
    for epoch in range(EPOCHS):
        dice.shuffle(examples)
        rate = RATE / (1 + epoch / 4)
        for at, size, (is_wish, is_doubt) in examples:
            odds = math.exp(min(30.0, size * sum([wish[i] for i in at])))
            doubts = math.exp(min(30.0, size * sum([doubt[i] for i in at])))
            total = 1 + odds + doubts
            _step(wish, paces[0], at, size * (odds / total - is_wish), rate)
            _step(doubt, paces[1], at, size * (doubts / total - is_doubt), rate)
    return _pruned(names, wish, doubt, Counter(i for at, _, _ in examples for i in at))


def _examples(rows: Sequence[Row]) -> tuple[list[Example], list[str]]:
    found = [(features_of(clauses_of(row.text)), row.label) for row in variants(rows)]
    counted = Counter(feature for features, _ in found for feature in features)
    names = sorted(feature for feature, count in counted.items() if count >= RAREST)
    number = {name: at for at, name in enumerate(names)}
    return [
        (
            sorted(number[feature] for feature in features if feature in number),
            size_of(len(features)),
            (float(label == "OPT_OUT"), float(label == "REVIEW")),
        )
        for features, label in found
    ], names


def _step(weights: list[float], paces: list[float], at: list[int], slope: float, rate: float) -> None:
    for i in at:
        paces[i] += slope * slope
        weights[i] -= rate * (slope / math.sqrt(paces[i]) + DECAY * weights[i])


def _pruned(names: list[str], wish: list[float], doubt: list[float], counted: Counter[int]) -> Features:
    def weight(i: int) -> float:
        return max(abs(wish[i]), abs(doubt[i])) * math.sqrt(counted[i])

    kept = sorted(sorted(range(len(names)), key=weight, reverse=True)[:MOST])
    rounded = {names[i]: (round(100 * wish[i]), round(100 * doubt[i])) for i in kept}
    return {name: pair for name, pair in rounded.items() if pair != (0, 0)}
