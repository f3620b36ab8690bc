"""What an inbound text asks of the subscription: its words go in; a wish to stop, start or get help comes out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from groundswell.domain.conversation import Keyword
from groundswell.domain.opt_out_model import likelihood_of, weights
from groundswell.domain.opt_out_words import clauses_of

# 47 CFR 64.1200(a)(10) names STOP, QUIT, END, REVOKE, OPT OUT, CANCEL and UNSUBSCRIBE; the others are Twilio's.
_STOP = {"stop", "stopall", "quit", "end", "revoke", "optout", "cancel", "unsubscribe"}
_START = {"start", "unstop"}
_HELP = {"help", "info"}
_POLITE = {"please", "pls", "plz", "thanks", "thank", "you", "thx", "now", "texting", "me", "all"}
LONGEST = 1600
"""Characters that are looked at: the longest text a carrier hands over."""
REVIEW_DAYS = 10
"""Business days within which a revocation in any words has to be honoured: 47 CFR 64.1200(a)(10)."""


class WishKind(StrEnum):
    """REVIEW is a doubtful wish: a person has to decide."""

    OPT_OUT = "OPT_OUT"
    OPT_IN = "OPT_IN"
    HELP = "HELP"
    REVIEW = "REVIEW"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`rule` says by what it was recognised, which is kept as proof; both are empty for an ordinary reply.

    A wording's rule names the corpus that its weights were learnt from.
    """

    kind: WishKind | None = None
    rule: str = ""


_OF_KEYWORD = {Keyword.STOP: WishKind.OPT_OUT, Keyword.START: WishKind.OPT_IN, Keyword.HELP: WishKind.HELP}


def keyword_of(text: str) -> Keyword | None:
    """The keyword that the whole text amounts to, whatever its case, punctuation, spacing, emoji and politeness."""
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).lower().replace("'", ""))
    for candidate in ("".join(words), "".join(word for word in words if word not in _POLITE)):
        if candidate in _STOP:
            return Keyword.STOP
    whole = "".join(words)
    if whole in _START:
        return Keyword.START
    return Keyword.HELP if whole in _HELP else None


def wish_of(text: str) -> Wish:
    """What the sender wants, in whatever words; only exact keywords start again or ask for help."""
    keyword = keyword_of(text[:LONGEST])
    if keyword:
        return Wish(kind=_OF_KEYWORD[keyword], rule=f"keyword-{keyword.value.lower()}")
    clauses = clauses_of(text[:LONGEST])
    known = weights()
    likely = likelihood_of(clauses, known)
    rule = f"wording-{known.corpus[:8]}"
    if likely.opt_out >= known.opt_out_from:
        return Wish(kind=WishKind.OPT_OUT, rule=rule)
    if likely.opt_out + likely.review >= known.review_from:
        return Wish(kind=WishKind.REVIEW, rule=rule)
    return Wish()


def review_due_at(received_at: datetime) -> datetime:
    """Ten business days on; holidays are not taken off, so that it is never too late."""
    due, left = received_at, REVIEW_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() < 5
    return due
