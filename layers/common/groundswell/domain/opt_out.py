"""What an inbound text asks of the subscription: its words go in, STOP, START, HELP or nothing comes out."""

import re
import unicodedata

from groundswell.domain.conversation import Keyword

# 47 CFR 64.1200(a)(10) names STOP, QUIT, END, REVOKE, OPT OUT, CANCEL and UNSUBSCRIBE; the others are Twilio's.
_STOP = {"stop", "stopall", "quit", "end", "revoke", "optout", "cancel", "unsubscribe"}
_START = {"start", "unstop"}
_HELP = {"help", "info"}
_POLITE = {"please", "pls", "plz", "thanks", "thank", "you", "now", "texting", "me", "all"}


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
