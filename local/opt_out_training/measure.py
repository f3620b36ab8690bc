"""Weights and labelled rows go in; the two thresholds, and how many replies are read rightly, come out."""

import math
from collections.abc import Sequence

from groundswell.domain.opt_out_model import Likelihood, Weights, likelihood_of
from groundswell.domain.opt_out_words import clauses_of
from local.opt_out_training.corpus import Row

FALSE_ALARMS = 0.015
"""Share of the ordinary replies held out that may opt somebody out; half of them use the words of a wish on purpose."""
NEEDLESS_REVIEWS = 0.035
"""Share of ordinary replies that may be put up for review."""

Read = list[tuple[str, Likelihood]]


def read(rows: Sequence[Row], known: Weights) -> Read:
    return [(row.label, likelihood_of(clauses_of(row.text), known)) for row in rows]


def thresholds(found: Read) -> tuple[float, float]:
    """The lowest likelihoods of an opt-out and of a review that keep within both shares."""
    ordinary = [one for label, one in found if label == "NONE"]
    opt_out = _above([one.opt_out for one in ordinary], FALSE_ALARMS)
    rest = [one.opt_out + one.review for one in ordinary if one.opt_out < opt_out]
    return opt_out, _above(rest, NEEDLESS_REVIEWS)


def _above(likelihoods: list[float], share: float) -> float:
    worst = sorted(likelihoods, reverse=True)[int(share * len(likelihoods))]
    return math.floor(worst * 1000 + 1) / 1000


def figures(found: Read, opt_out: float, review: float) -> dict[str, float]:
    """`found` and `found_or_reviewed` of the wishes; `false_alarms` and `needless_reviews` of the ordinary replies."""
    wishes = [one for label, one in found if label == "OPT_OUT"]
    ordinary = [one for label, one in found if label == "NONE"]

    def share(some: list[Likelihood], opted_out: bool, reviewed: bool) -> float:
        opted = [one.opt_out >= opt_out for one in some]
        doubtful = [one.opt_out < opt_out and one.opt_out + one.review >= review for one in some]
        return round((opted_out * sum(opted) + reviewed * sum(doubtful)) / len(some), 4)

    return {
        "found": share(wishes, True, False),
        "found_or_reviewed": share(wishes, True, True),
        "false_alarms": share(ordinary, True, False),
        "needless_reviews": share(ordinary, False, True),
    }
