"""The clauses of a reply go in; how likely it is a wish for no more texts, or a doubtful one, comes out.

Logistic regression with three outcomes. `make train-opt-out` makes the weights, in hundredths, from the corpus.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from groundswell.domain.opt_out_features import features_of

WEIGHTS = Path(__file__).with_name("opt_out_weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Each feature's weight for a wish and for a doubtful one; an ordinary reply has none.

    `corpus` is its hash, `held_out` what was measured on replies that were kept from learning.
    """

    corpus: str
    opt_out_from: float
    review_from: float
    held_out: dict[str, float]
    features: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    opt_out: float
    review: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read at the first reply, so that a process that reads none need not wait."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def likelihood_of(clauses: Sequence[str], known: Weights) -> Likelihood:
    """How likely the reply, as its normalized clauses, asks for an opt-out, and how likely it leaves that open."""
    found = features_of(clauses)
    hits = [known.features[feature] for feature in found if feature in known.features]
    scale = size_of(len(found)) / 100
    wish = math.exp(scale * sum(hit[0] for hit in hits))
    doubt = math.exp(scale * sum(hit[1] for hit in hits))
    return Likelihood(opt_out=wish / (1 + wish + doubt), review=doubt / (1 + wish + doubt))


def size_of(features: int) -> float:
    """What one feature counts for: less in a long reply, which has many."""
    return math.sqrt(150 / (features + 20))
