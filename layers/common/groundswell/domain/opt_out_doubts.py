"""What English replies say that may mean no more texts, or something else: patterns by rule.

They are matched against one clause as `opt_out_words` spells it: without apostrophes, courtesies and accents.
"""

import re

from groundswell.domain.opt_out_english import TIMED, TOUCH

# fmt: off
DOUBT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("wrong-number", r"\bwrong (?:number|person|guy|phone|woman|man|party|contact)\b|\b(?:no one|nobody|no|theres no|not?) (?:one )?(?:\w+ )?(?:by that name|named \w+|at this number|here)$|^no \w+ here$|\bany(?:one)? (?:named|called)\b|\bi dont know (?:any|a) \w+$|\b(?:number|phone) belongs to\b"),
        ("not-them", r"^(?:this is not|this isnt|im not|thats not) (?!a\b|an\b|sure|available|coming|able|going|voting|registered yet|in\b|home|yet|there|free|well|the one|asking|from\b|at\b|interested|happy|ready|working|so\b|too\b|really|that\b|here\b|kidding|allowed|certain|opposed|against|convinced|on\b|up\b|for\b|your\b|much|very|feeling|doing|only|driving|afraid)(?:\w+)(?: \w+)?$|\b(?:isnt|not|no longer) (?:his|her|their|\w+s) (?:phone|number|cell)\b|\b(?:he|she|\w+) (?:doesnt|no longer|dont) (?:has|have|had|live|use)s? (?:here|this (?:number|phone))\b|\bchanged (?:her|his) number\b|\bdoesnt live here\b|\bnot who you\b"),
        ("not-interested", r"\b(?:not|no|zero|isnt|arent|never|lost) (?:\w+ )?(?:interested|intrested|intersted|interest)(?: (?:at all|please|in this|no|in (?:any|what you)\b.*))?$|^uninterested$|\bno interest in this$"),
        ("no-thanks", r"^(?:(?:no|but) )*nothanks(?: (?:im good|no))*$"),
        ("rude", r"\bfuck (?:you|off|u|yourself)\b|\b(?:f|eff|piss|buzz|bug|back|sod|bugger) off\b|^off$|\bscrew (?:you|off)\b|\bgo to hell\b|\bget lost\b|\bgo away\b(?! (?:this|for|on|next|to))|\beat (?:shit|me)\b|\bkiss my\b|\bshut (?:the fuck )?up\b|\bbite me\b|\bgo f(?:uck)? ?yourself\b|\bgo f\b"),
        ("spam", r"^(?:this is |more |its |pure |worst |you are |your )*(?:spam|scam|scammers?|spammers?|junk)$|\b(?:as spam|worst spammers|is (?:a )?(?:spam|scam))\b"),
        ("report", r"\b(?:reporting|report|reported|sue|suing) (?:you|this|your|u)\b|\b(?:is|pure) (?:harassment|illegal|stalking)\b|\bharassing\b|\bto the fcc\b|\blawyer\b|\battorney\b|\b(?:ill|going to|gonna) (?:be )?(?:block|report|sue)\b|^(?:youre |your )?block(?:ed|ing)(?: (?:you|this number))?$|\bi blocked you\b|\bblocking (?:you|this)\b"),
        ("registry", r"\b(?:dont call|do not call|dnc) (?:list|registry)\b|\bno call list\b"),
        ("no-consent", r"\b(?:never|didnt|dont remember|dont recall|havent) (?:\w+ )?(?:sign(?:ed|ing)? up|gave|give you|consent(?:ed)?|subscribed?|agreed?|permission)\b|\b(?:never|didnt) ask(?:ed)? for (?:this|these|your)\b|^(?:never|didnt) sign(?:ed)? up\b"),
        ("why-me", r"\bwhy (?:do|are|did|am|does) (?:you|i) (?:\w+ )?(?:keep|texting|getting|text|receiving|still|all|contacting|me)\b|\bhow (?:did|do|d) (?:you|they) (?:get|have|find) my\b|\bhowd you get my\b|\b(?:who|where|whered) (?:gave you|did you get|you get|the hell gave)\b(?: \w+)* (?:number|info|name|contact)\b|\bwho gave you (?:my|this)\b"),
        ("fed-up", r"\b(?:too|way too) (?:many|much)(?: (?:texts|messages|of these))?(?: from you)?$|\btext (?:me )?(?:too much|every)\b|\b(?:sick|tired|hate|fed up|annoyed|annoying)\b.*\b(?:texts|messages|of this|of these|of you)\b|\b(?:texts|messages) are (?:annoying|driving|ridiculous|too|nonstop|constant)|^(?:so |very )?annoying$|\bten of these\b|\banother text$|\bmany messages\b|\b(?:sick|tired) of (?:this|these|it)$"),
        ("enough", r"^(?:enough|enough is enough|enough already|no more money|no more)$"),
        ("died", r"\b(?:he|she|husband|wife|mother|father|mom|dad|son|\w+) (?:is |has )?(?:passed away|deceased)\b|\b(?:he|she|wife|husband|mother|father|mom|dad) (?:is )?(?:died|dead|passed)(?: (?:in|last|away|a|on|this|yesterday|years?)\b.*|$)|^shes dead$|^hes dead$|^he is dead$"),
        ("minor-or-away", r"^im (?:only )?(?:a minor|1[0-7]|[5-9])$|\bdont (?:live|vote) in (?:this|that|\w+)(?: state)?(?: anymore)?$|\bi live in (?:canada|mexico|another (?:state|country))\b|\bmoved out of state\b|\bnot even registered\b"),
        ("about-stop", r"\b(?:if i|what happens)\b.*\bstop\b|\b(?:will|does|would) stop work\b|\b(?:thought|did i not|didnt i) (?:i )?(?:already )?(?:optedout|unsubscribed?|optout)|^stop or\b"),
        ("only-sometimes", rf"\b(?:dont|never) {TOUCH} (?:me |us )?{TIMED}\b"),
    )
)
# fmt: on


_TEXTS = r"(?:texts|texting|messages|messaging|your (?:list|messages|texts|database)|this list|some list|(?:my|this) (?:number|phone)|contact(?:ing)? me|text me|message me)"
_END = re.compile(
    rf"\b(?:stop|quit|end|cease|unsubscribe|optout|remove|delete|erase|off|no more|never|dont|not|without|rid|lose|done|enough|cancel|block|tired|free)\b(?: \w+){{0,6}}? {_TEXTS}\b"
    rf"|\b{_TEXTS}(?: \w+){{0,4}}? (?:stop|end|cease|off|gone|removed|deleted|cancelled|no more)\b"
)
"""An ending and a text, list or number in one clause: whatever it says, a person should read it."""
_HARMLESS = re.compile(
    r"\b(?:not|never|dont|didnt|havent|wasnt|isnt) (?:\w+ ){0,3}?(?:get|got|getting|receive|received|receiving|see|saw|seen|have|mind|hear|know|recogni[sz]e|forget|lose|worry)\b"
    r"|\b(?:dont|never|please dont|not) (?:stop|remove|unsubscribe|take|quit|end|delete|cancel|leave)\b|\bi (?:dont|never) text\b|\bold number\b|\b(?:while|and) driv"
)


def doubt_rule(clause: str) -> str | None:
    """The rule by which the clause may be asking for no more texts."""
    named = next((rule for rule, pattern in DOUBT if pattern.search(clause)), None)
    if named or _HARMLESS.search(clause):
        return named
    return "end-and-texts" if _END.search(clause) else None
