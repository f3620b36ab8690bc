"""Rows go in; weights come out: logistic regression by AdaGrad, in plain Python and always the same."""

import math
import random
from collections import Counter
from collections.abc import Sequence

from groundswell.domain.opt_out_features import features_of
from groundswell.domain.opt_out_model import size_of
from groundswell.domain.opt_out_words import clauses_of
from local.opt_out_training.corpus import Row, variants

EPOCHS = 5
RATE = 0.05
DECAY = 0.003
RAREST = 3
"""Variants in which a feature has to occur to be learnt."""
MOST = 30_000
"""Features that are kept, the weightiest; they are learnt anew without the others."""

Example = tuple[list[int], float, tuple[float, float]]
Learnt = tuple[list[float], list[float]]
Features = dict[str, tuple[int, int]]


def learn(rows: Sequence[Row]) -> Features:
    """Every kept feature's weights in hundredths."""
    examples, names = _examples(rows)
    kept = _weightiest(examples, _fitted(examples, len(names)))
    place = {old: new for new, old in enumerate(kept)}
    fewer = [([place[i] for i in at if i in place], size, label) for at, size, label in examples]
    wish, doubt = _fitted(fewer, len(kept))
    return {names[old]: (round(100 * wish[new]), round(100 * doubt[new])) for new, old in enumerate(kept)}


def _fitted(given: Sequence[Example], features: int) -> Learnt:
    examples, dice = list(given), random.Random(7)
    wish, doubt = [0.0] * features, [0.0] * features
    paces = ([1e-6] * features, [1e-6] * features)
    for epoch in range(EPOCHS):
        dice.shuffle(examples)
        rate = RATE / (1 + epoch / 4)
        for at, size, (is_wish, is_doubt) in examples:
            odds = math.exp(min(30.0, size * sum([wish[i] for i in at])))
            doubts = math.exp(min(30.0, size * sum([doubt[i] for i in at])))
            total = 1 + odds + doubts
            _step(wish, paces[0], at, size * (odds / total - is_wish), rate)
            _step(doubt, paces[1], at, size * (doubts / total - is_doubt), rate)
    return wish, doubt


def _weightiest(examples: Sequence[Example], learnt: Learnt) -> list[int]:
    counted = Counter(i for at, _, _ in examples for i in at)

    def matters(i: int) -> float:
        return max(abs(weights[i]) for weights in learnt) * math.log(1 + counted[i])

    return sorted(sorted(counted, key=matters, reverse=True)[:MOST])


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
