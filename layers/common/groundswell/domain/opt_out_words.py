"""A reply as it was typed goes in; its own words, plainly spelt and clause by clause, come out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_STOP_SIGNS = re.compile("[\N{OCTAGONAL SIGN}\N{NO ENTRY}\N{RAISED HAND}]")
_ECHO = re.compile(
    r"\b(?:(?:reply|text|txt|send|type|responda|envie)\s+(?:with\s+)?)?[\"“']?(?:stop|alto|end|quit)[\"”']?\s*2?\s*"
    r"(?:to|para)\s+(?:opt[ -]?out|quit|end|unsubscribe|cancel|stop|cancelar|salir)",
    re.IGNORECASE,
)
_TAPBACK = re.compile(
    r"^\s*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted \S+ to)\s*", re.IGNORECASE
)
_QUOTE = re.compile(r"[“\"]([^”\"]*\s[^”\"]*\s[^”\"]*)[”\"]")
_NOT_THEIRS = re.compile(
    r"^\s*(?:>.*|sent from my .*|get outlook .*|fwd?:.*|---+.*|on .{5,60} wrote:.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[a-z0-9ñ]+|#|\|")
_BREAK = re.compile(r"[.,!?;:\n()…¡¿]+|\s[-–—]+\s|\b(?:period|comma|question mark)\b(?!\s+of)")

# One spelling for many; the apostrophes are gone by now.
_SPELT: dict[str, str] = {
    spelling: word
    for word, spellings in {
        "text": "txt tex texto texte",
        "texts": "txts texs",
        "texting": "txting txtn texing textin textn texring txtin",
        "message": "msg messege mesage msj sms mensage",
        "messages": "msgs messeges mesages msjs",
        "messaging": "msging messageing messagin",
        "you": "u yall",
        "your": "ur yur youre",
        "please": "pls plz pleas pleaze plse",
        "number": "# nbr nmbr num",
        "dont": "dnt don",
        "unsubscribe": "unsub unscribe desubscribe",
        "remove": "rmv remve remov",
        "stop": "stopp stpo sotp sttop st0p tsop stahp stoop",
        "optout": "optout",
        "no": "noo nooo nope nah",
        "quiero": "kiero",
        "by": "buy",
        "want": "wanna",
        "getting": "gettin",
        "sending": "sendin",
        "equivocado": "equibocado ekivocado",
    }.items()
    for spelling in spellings.split()
    if word not in ("by", "optout")
}
_SPELT["wanna"] = "want to"
_SPELT["gotta"] = "have to"
_SPELT["nomore"] = "no more"
_SPELT["texto"] = "texto"
_SPELT["texte"] = "texte"
_SPELT["whats"] = "what is"
_CONTRACTIONS = {
    "do not": "dont", "does not": "doesnt", "did not": "didnt", "can not": "cant", "cannot": "cant",
    "will not": "wont", "would not": "wouldnt", "is not": "isnt", "i am": "im", "i have": "ive",
    "un subscribe": "unsubscribe", "opt out": "optout", "opting out": "optout", "opted out": "optedout",
    "wrong no": "wrong number", "opt me out": "optout me", "opt us out": "optout us", "opt this number out": "optout", "do no": "dont", "you all": "you", "any more": "anymore", "no mor": "no more",
}  # fmt: skip
_APART = re.compile(rf"\b(?:{'|'.join(sorted(_CONTRACTIONS, key=len, reverse=True))})\b")
_NO_THANKS = re.compile(r"\bno (?:thanks|thank you|thx|ty|tks|gracias)\b(?! (?:to|needed|a|al)\b)")
_THANKS = re.compile(r"\bthank you( all| so much| very much)?\b")
# Long words that people mistype; a slip of one letter left out, doubled or swapped is put right.
_LONG = (
    "unsubscribe", "unsubscribed", "subscription", "number", "numbers", "remove", "removed", "message", "messages", "texting", "sending",
    "contact", "contacting", "interested", "cancel", "delete", "please", "alone", "leave", "discontinue", "receive",
    "escribir", "mensajes", "numero",
)  # fmt: skip
_NO_SLIPS = "spending lave contract numb leaves cancels deleted deletes sanding cancele cancela cancelo"
_COURTESIES = (
    "kindly just really literally immediately asap thanks thank thx tks ty tysm sir maam bro bruh dude "
    "lady sweetie guys folks people lol omg lmao hi hello hey ok okay sorry well jesus christ lord god "
    "dear fucking fuckin fkn fking fckn effing damn damned goddamn dang freaking frickin freakin bloody "
    "totally simply fabor porfavor porfa gracias good morning afternoon evening buenas buenos tardes dias"
)
_REAL = frozenset(_NO_SLIPS.split())
_FILLERS = frozenset(_COURTESIES.split())


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of what the sender wrote, without quotations, courtesies and accents."""
    own = _own_words(text)
    folded = unicodedata.normalize("NFKD", _STOP_SIGNS.sub(" stop ", own)).lower()
    folded = re.sub(r"\b(no), (?=(?:thanks|thank|thx|gracias)\b)", r"\1 ", folded)
    folded = re.sub(r"[\u0300-\u036f'’‘`´\ufe0f]", "", folded).replace("f***", "").replace("f*ck", "fuck")
    marked = _BREAK.sub(" | ", re.sub(r"\b(?:[a-z][ .\-_*]+){2,}[a-z]\b", _joined, folded))
    clauses = [" ".join(_words(clause)) for clause in marked.split("|")]
    found = [clause for clause in clauses if clause]
    if len(found) > 2 and all(" " not in clause for clause in found):  # TAKE. ME. OFF.
        found.append(" ".join(found))
    return tuple(found)


def _own_words(text: str) -> str:
    """Without mail clutter, tapbacks, quoted sentences and our own footer, unless nothing else is left."""
    whole = unicodedata.normalize("NFKC", text)
    own = _QUOTE.sub(" ", _TAPBACK.sub("", _NOT_THEIRS.sub("\n", whole)))
    rest = _ECHO.sub(" ", own)
    if rest != own and not re.search(r"\w", rest):
        return "stop"
    return rest


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[^a-z]", "", match[0])


def _words(clause: str) -> Iterator[str]:
    spelt = " ".join(_right(token) for token in _WORD.findall(clause))
    spelt = _APART.sub(lambda match: _CONTRACTIONS[match[0]], spelt)
    spelt = _THANKS.sub("", _NO_THANKS.sub("nothanks", spelt))
    yield from (word for word in spelt.split() if word not in _FILLERS)


@lru_cache(maxsize=4096)
def _right(token: str) -> str:
    if token in _SPELT:
        return _SPELT[token]
    if len(token) > 3 and (short := re.sub(r"(.)\1{2,}", r"\1", token)) != token:  # stooop
        token = _SPELT.get(short, short)
    if re.fullmatch(r"uns?u?[bs]\w*[sc]\w*r\w*", token) and len(token) < 12:
        return "unsubscribe"
    if len(token) < 4 or token in _REAL or token in _LONG:
        return token
    return next((word for word in _LONG if token[0] == word[0] and _slip(token, word)), token)


def _slip(typed: str, meant: str) -> bool:
    """Whether one letter was left out or doubled, or two neighbours were swapped."""
    if len(typed) == len(meant):
        off = [at for at in range(len(meant)) if typed[at] != meant[at]]
        return (
            len(off) == 2
            and off[1] == off[0] + 1
            and typed[off[0]] == meant[off[1]]
            and typed[off[1]] == meant[off[0]]
        )
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or (typed == longer and typed == meant + "s"):
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
