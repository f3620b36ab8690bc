"""How English replies ask for no more texts, or may be asking.

They are matched against one clause as `opt_out_words` spells it: without apostrophes, courtesies and accents.
"""

import re

_SIGNS = r"(?:text|texts|message|messages|contact|communications?|correspondence|subscription|spam|alerts?|notifications?|updates?|emails?|propaganda|texting|messaging|solicitations?|crap|shit|bs|stuff|garbage|junk|links|things)"
_KIND = r"(?:(?:political|campaign|fundraising|stupid|annoying|future|constant|further|additional|anymore|unsolicited|unwanted|\w+s?) )"
_OUR_TEXTS = rf"(?:(?:all|any|the|these|those|this|your|you|my|more|anymore|of|future|further|me|us|that) )*{_KIND}?{_SIGNS}"
_US = r"(?:me|us|this|my (?!old )\w+|our \w+|here|these|the number)"
_BOTHER = (
    r"(?:texting|text|messaging|message|contacting|calling|emailing|sending|spamming|bothering|harassing|bugging|pestering|soliciting"
    r"|reaching out|blowing up|hitting (?:me|us) up|asking|begging|badgering|annoying|flooding|clogging|filling|wasting my"
    r"|using (?:my|this)|doing this|writing|disturbing|stalking|trying to (?:reach|contact|text)|with (?:the|these|those|all|your|this)|w the)"
)
_STOP = r"(?:stop|quit|cease|discontinue|refrain from|desist from|give up)"
TOUCH = r"(?:text|message|contact|bother|disturb|harass|spam|email|write|hit up|solicit)"
_ALONE = (
    r"(?:stop|stopall|stop2end|stop2quit|stop2stop|quit|end|cancel|unsubscribe|unsubscribed|unsubscribing|optout|optedout|remove|removal"
    r"|revoke|cease|desist|discontinue|terminate|halt|dnc)"
)
_AFTER = (
    r"(?:me|us|it|this|these|those|all|everything|here|today|again|forever|now|already|right|please|from|list|text|texts|texting|messages?"
    r"|contact|service|subscription|number|phone|bs|shit|and|or|else|for|good|you|permanently|to|the|of|on|yes|no)"
)
_LIST = r"(?:(?:e?mail|mailing|text|texting|call|calling|contact|phone|marketing|distribution|sms|stupid|whatever) )*(?:lists?|database|system|records?|contacts|rolodex|phones?|group|chain|thread|here|this|campaign|roster|program)"
_OFF = rf"(?:off|from|out|of|form)(?: (?:of|from))? (?:(?:your|the|this|these|that|any|all|and|ur|whatever|every|us|them) )*{_LIST}"
_SELF = r"(?:me|us|my|our|this|the number|the phone|it|number)"
_DROP = r"(?:get rid of|remove|delete|erase|scratch|cross|strike|drop|purge|pull|wipe|scrub|exclude|blacklist|eliminate|unlist|discard|unsubscribe)"
_ME = r"(?:me|us|my (?:\w+ )?(?:number|numbers|phone|cell|name|info|information|contact|contacts|data|digits|line|email|details)|our (?:number|phone)|(?:this|the|that) (?:(?:phone|cell) )?(?:number|phone|line|contact|one)|number)"
_WISH = r"(?:want|wish|like|need|care|prefer|rather|ask|request)"

_NEVER = re.compile(
    r"\b(?:dont|didnt|never|not|wont|cant|couldnt|doesnt|shouldnt|arent|wasnt|isnt)"
    r"(?: (?:want|wish|mean|need|asking|ever|going|trying|be|you|to|you to|please))*$"
)
_YET_A_WISH = re.compile(
    r"\b(?:if you (?:all |people )?(?:dont|wont|cant)|(?:why|when) (?:wont|cant|dont|arent) you|why (?:cant|wont) i|(?:dont|cant|wont) you(?: please)?|cant (?:you|i)|(?:would|could|can|will) you not)$"
)

_BARE = re.compile(
    rf"^(?:(?:please|yo|ayo|ugh|man|yes|yeah|no|i said|i say|reply|hashtag|you can|you may|can you|could you|will you|would you|can i|i|im|want to|so|and|but|just|all|id"
    rf"|for the (?:love of|last time|\w+th time|\w+ time)|would like to|i would like to|i want to) )*{_ALONE}(?: {_AFTER}| {_ALONE})*$"
)
_NOT_BARE = re.compile(
    r"^(?:(?:please|yes|no) )*(?:(?:end|halt|cancel) (?:it|that)|no|quit it no|(?:i|im|i want to|want to) (?:end|quit|cancel)(?: it)?)$"
)

# fmt: off
OPT_OUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # a bare word, and then why
        ("stop-then-why", r"^(?:please )?(?:stop|unsubscribe|quit)(?: (?:it|this|now|texting))? (?:im|ive|i|id|not interested|not|wrong|we|my|or i|or ill|or else|no longer|before i|means stop)\b"),
        ("why-then-stop", r"(?:number|interested|person|voted|moved|here|no|republican|democrat|this|already|please|you) (?:please )?(?:stop|unsubscribe|remove|quit)(?: (?:now|it|this|texting))?$"),
        ("but-stop", r"\b(?:but|so|and|then) (?:please )?(?:stop|unsubscribe|quit|remove me)$"),
        ("me-off-list", rf"\b(?:{_ME}|to be|be|get|getting) {_OFF}$"),
        ("please-stop", r"\bplease (?:(?:stop|quit|cease|discontinue|desist|unsubscribe)(?: (?:it|this|now|all))?(?: (?:im|i|we|my|the person|not)\b.*)?|remove)$"),
        # stop doing that to me
        ("stop-texting", rf"\b{_STOP} (?:(?:with|all|any|your) )?{_BOTHER}\b"),
        ("stop-doing-to-me", rf"\b{_STOP} \w{{3,}}ing?(?: \w+){{0,3}}? (?:me|us|my (?:phone|number|cell|inbox|line))\b"),
        ("stop-it-with", rf"\b{_STOP} (?:it |this )?with {_OUR_TEXTS}\b"),
        ("texts-must-stop", rf"\b(?:{_SIGNS}|these) (?:all )?(?:really )?(?:need|needs|have|has|must|got|should|better)(?: to)?(?: all)? (?:stop|end|cease|quit)$|\blast (?:text|message)(?: (?:i get|you send|from you|ever))?$"),
        ("not-to-get", rf"\b(?:to not|avoid|not interested in|no interest in) (?:to |be |even )?(?:get|getting|receive|receiving|seeing|hearing) {_OUR_TEXTS}\b|\b(?:love|like|prefer|want|rather) (?:to )?not (?:to )?(?:get|getting|receive|receiving|be) (?:these|this|any|more|on)\b"),
        ("nothing-from-you", r"\b(?:dont|never) (?:want|need) (?:anything|nothing|any|no part|shit|a thing) (?:more |else )?(?:from|of|to do with|with) (?:you|this)\b"),
        ("stop-texts", rf"\b(?:{_STOP}|end|kill|nix|cancel|terminate|halt|block|turn off|silence|suspend) {_OUR_TEXTS}\b(?! to (?:the|my) (?!text|list))"),
        ("stop-these", r"(?<!we )(?<!help )(?<!we to )(?<!do to )(?<!lets )(?:\b(?:stop|end|cancel|block|turn off) (?:these|those|all these|all of (?:these|this))|\b(?:stop|quit|end) this(?: now)?)$|\bturn (?:these|this|them) off\b"),
        ("make-it-stop", r"\b(?:make (?:it|them)|(?:make|want|need|get) (?:this|these|you)) (?:all )?(?:to )?(?:stop|cease|end)$"),
        ("texts-stopped", rf"\b(?:want|need|have|like|make|get) {_OUR_TEXTS} (?:to )?(?:be )?(?:stop|stopped|end|ended|cease|gone|off)\b"),
        ("you-to-stop", r"\b(?:you|people) (?:(?:to|need to|have to|must|should|can|may|guys|ever|going to|please|gonna|not|wont|dont) )*(?:stop|quit)(?: (?:now|this|it|yesterday|already|texting|today))?$"),
        ("if-you-stopped", rf"\b(?:if (?:you )?(?:would |could |can |will )?(?:you )?|wish you would |appreciate you )(?:please )?(?:stop|stopped|stopping|quit|ceased?)(?: (?:{_BOTHER}|{_OUR_TEXTS})\b|$)"),
        ("said-stop", r"\b(?:i|ive|have|we|must|already) (?:(?:already|have|have to|keep|ive|been|had|to|clearly|repeatedly|must|just) )*(?:said|say|saying|texted|text|sent|send|replied|reply|typed|told you|asked you(?: to)?|responded|wrote|type)(?: (?:to|the word|with|it|you|back))* (?:stop|quit|unsubscribe)\b"),
        ("word-stop", r"\b(?:part of|word|get about|understand|read|means|meaning of) (?:the word )?(?:stop|unsubscribe)\b|\basked (?:you )?(?:\w+ )?to stop\b|\btold to stop\b"),
        ("cease-and-desist", r"\bcease and desist\b|\b(?:please|i request that you|you) cease\b|\bcease (?:all )?(?:contact|text|comm)"),
        # my number, your list
        ("remove-me", rf"\b{_DROP} {_ME}(?: (?!a |in |up )|$)"),
        ("remove-from-list", rf"\b(?:{_DROP}|take|get|taking|taken|removing|keep|leave|pull|kick) (?:\w+ ){{0,5}}{_OFF}\b"),
        ("take-off", r"\b(?:take|get|taking|keep|kick) (?:me|us|my (?:name|number|phone)|this number|this phone|it|her|him|them) (?:off|out)(?: now| please| of here| already)?$"),
        ("off-the-list", rf"\b(?:want|let me|wanna|like|to get|do i get|can i get|how to get|i get|want my (?:number|name)) {_OFF}$|^(?:my number )?off (?:the|this|your) list|\bi want off$|\b(?:do|to) to get {_OFF}"),
        ("be-removed", rf"\b(?:to (?:be|get|have)|(?:can|could|may|should) i (?:please )?be|please be|id be|requesting|request|get me|have|need|like|want) (?:{_ME} )?(?:removed|removal|taken off|taken out|deleted|unsubscribed|optedout|left alone|taken of|excluded)\b"),
        ("lose-number", r"(?<!we )(?<!i )(?<!they )\b(?:lose|forget|throw away|toss|ditch|burn|trash) (?:this|my|the|our) (?:number|digits|phone|contact)\b|\b(?:delete|lose|remove|erase) it$"),
        ("keep-out", r"\bkeep (?:my|this) number out\b|\bkeep me off\b"),
        ("remove-them", r"\b(?:remove|delete|take|erase) (?:his|her|their|him|my (?:mother|father|mom|dad|wife|husband|son|daughter)s?)(?: number| name)?(?: off)?$"),
        ("do-not-list", r"\b(?:put|add|place|mark|list) (?:me|us|this number|my number|this|it) (?:on|to|as|in) (?:(?:your|the|a|an|you) )?(?:internal |national )?(?:dont|do not|dnc|no|blocked?|opt|optout)\b|^(?:on )?(?:the )?dnc\b|^(?:the )?dont call(?: list)?$"),
        ("block-me", r"\bblock (?:me|my number|this number|my phone|us)\b"),
        # do not
        ("do-not-text", rf"(?<!\bi )(?<!\bwe )(?<!\bwhy )(?<!\bthey )\b(?:dont|never|not to|shouldnt|must not|not allowed to|please not|could you not|can you not|would you not|you not|not be) (?:(?:you|dare|ever|be|please|all|even|call or|call and|call|reply or) )*{TOUCH}(?:ing)?(?: (?:or|and) (?:call|text|email|message))?(?: (?:to )?(?:{_US}|again|anymore|nothing|anything|no more|ever|back)\b|$)"),
        ("do-not-send", rf"(?<!\bi )(?<!\bwhy )\b(?:dont|never|not) (?:(?:ever|please) )*send (?:me |us )?(?:(?:{_OUR_TEXTS}|no more|any(?:thing|more| more)|again|nothing|this|that|these|it again)\b|$)"),
        ("do-not-call", r"\b(?:dont|never) (?:ever )?(?:call|reply to|use|text) (?:or (?:text|message) )?(?:(?:me|us|this|my|our)\b(?: (?:number|phone|line))?) (?:or text|again|and dont text)\b|\b(?:dont|never) use (?:my|this) number\b|\bdont call (?:or|and) text\b"),
        ("not-texting-me", rf"\bnot (?:to )?(?:be )?(?:texting|text|contacting|contact|contacted|texted|messaging|message|sending|bothering|calling or texting) (?:{_US}|again|anymore|by you)\b|\b(?:rather|prefer|prefer to|wish|ask|asked)(?: to)? not (?:to )?(?:be )?(?:get|receive|contacted|texted|getting|receiving|be)\b|\bprefer (?:you )?not text"),
        ("no-permission", r"\b(?:dont|no longer) (?:have|give you|give) (?:my |any )?(?:permission|consent|authorization)|\bi dont consent\b|\b(?:revoke|revoking|withdraw|withdrawing|rescind) (?:\w+ ){0,3}?(?:consent|permission|number|authorization)|\bconsent (?:is |has been )?(?:revoked|withdrawn)|\brevoke consent"),
        # I do not want
        ("do-not-want", rf"\b(?:dont|no longer|never|not|dont ever|didnt|neither) (?:ever )?(?:{_WISH} )(?:(?:to|be|get|getting|receive|receiving|see|have|getting|on|in|any|anymore|more|your|you|these|this|the|my|of|wish|contacted by|a single) )*(?:{_SIGNS}|texted|contacted|messaged|bothered|these(?= (?:texts|messages|anymore|please|from|on|any|at all)\b|$)|hear from (?:you|any)|on (?:your|this|the|any) {_LIST}|(?:your|this|the|any) {_LIST})\b"),
        ("want-none", r"^(?:i )?(?:dont|no longer) (?:want|need) (?:this|these|any|it|anymore|your (?:texts|messages)|any of (?:this|these)|no more)$"),
        ("want-you-not", rf"\b(?:dont|no longer|never) {_WISH} (?:you|you all|people|anyone|anybody|this organization) (?:to )?{TOUCH}"),
        ("want-to-stop", rf"\b(?:want|like|wish|need|love|prefer|how do i|how can i|to) (?:to )?(?:stop|quit|cease|end) (?:getting|receiving|hearing|being|these|this$|{_SIGNS})\b|\bi (?:want|would like|need) (?:to )?stop$"),
        ("no-more-texts", rf"\bno (?:more|further|longer any) (?:of )?(?:(?:your|these|this|the|god) )?(?:\w+ )?(?:{_SIGNS}|of (?:this|these|that)|this|these)\b|\bnot? (?:more|anymore) (?:texts|messages)|\b(?:dont|no) (?:want |need )?(?:any ?more) (?:of )?(?:(?:these|your|this) )?(?:{_SIGNS}|these|this)\b|^no (?:more )?of (?:these|this)"),
        ("no-texts", r"^(?:please )?no (?:texts?|texting|messages?|soliciting|solicitation|spam|contact|sms|unsolicited texts)(?: (?:please|ever|me|here|to this number|at all))*$"),
        ("leave-alone", r"\bleave (?:me|us|my (?:\w+)|this (?:number|phone)) (?:(?:the )?(?:hell|fuck|f|heck) )?(?:alone|be)\b|\blet me be$"),
        ("enough-with", rf"\benough (?:with|of|already with) {_OUR_TEXTS}\b|^(?:knock it off|cut it out|give it a rest)\b"),
        ("turn-off", rf"\bturn off (?:these$|{_OUR_TEXTS}\b)|\brefrain(?: from|$)|\bnot welcome to (?:text|contact|message)\b|\b(?:zero|no) (?:desire|wish) to (?:get|receive|be|hear)\b|\bget this off my phone\b"),
        # how do I
        ("how-to-stop", rf"\b(?:how (?:do|can|could|would|to|do i|should)|what (?:do|does|would|is it|is|it)|way|where|chance|mind)\b.*\b(?:stop|end|cancel|unsubscribe|optout|block|get off|get out|get rid of|turn off|not get|take|taking|remove)(?: {_OUR_TEXTS}\b| {_ME}\b| {_OFF}| getting\b| receiving\b| (?:this|these|it|me)$)|\bhow (?:do|can|could) i (?:stop|unsubscribe|optout)$"),
        ("threat", r"\b(?:if (?:i|you) (?:get|receive|text|send|hear|contact)|better not (?:get|receive)) (?:\w+ ){0,3}?(?:again|(?:one more|another|more|any ?more)(?: (?:time|one|text|message|of))?)$|\bif (?:i|you) (?:get|receive|text|send) (?:me )?(?:one more|another) (?:time|one|text|message)\b|\btext me (?:again|one more time)\b|\bif you dont stop(?: (?:texting|this|it|now|with|i|im|ill|sending)\b|$)"),
        ("optout", r"\b(?:optout|unsubscribe|unsubscribing)\b"),
        ("opted-out-before", r"\b(?:i|ive|have|already) (?:(?:already|have|been) )*(?:optedout|unsubscribed)(?!(?: from)? (?!(?:from )?(?:your|this|these|the|all|already|and|but|twice|times|\w+ times|before|last|from this|from your)\b)\w)|^(?:im )?(?:optedout|unsubscribed)$|\bme (?:optedout|unsubscribed)\b"),
        ("discontinue", r"\b(?:discontinue|terminate)\b(?: \w+)*$"),
    )
)
# fmt: on

TIMED = r"(?:after|before|at (?:\d|night|work|noon|dinner|lunch|this (?:hour|time))|while|during|tonight|until|till|when|so|this (?:late|early)|in the)"
VETO = re.compile(
    rf"\b(?:voter rolls?|voter registration|the ballot|from office|yard sign)\b|\bwhy (?:did|have|has) (?:you|they|i)\b"
    rf"|\byou (?:all )?stopped\b(?! if)|\badd me back\b|\bdid (?:you|they) stop\b|\b{TOUCH} (?:me |us )?{TIMED}\b"
    r"|\bwhat happens if\b|\bif i (?:say|text|reply|send|type)\b|\bi thought\b|\bdid i not\b|\bdidnt i\b|\bstop or (?:keep|not|no)\b"
    r"|\b(?:stop|end|cancel|quit|block) (?:the |this |these |those |all |my )*(?:\w+ ){0,2}(?:from|to) \w+ (?:schools?|jobs?)"
)


def opt_out_rule(clause: str, followed_by: str) -> str | None:
    """The rule by which the clause asks for no more texts."""
    return _rule(clause, followed_by) or _rule(re.sub(r"\bplease ?", "", clause).strip(), followed_by)


def _rule(clause: str, followed_by: str) -> str | None:
    if _BARE.match(clause) and not _NOT_BARE.match(clause):
        return "bare-word"
    if clause in (
        "no more",
        "no more please",
        "please no more",
        "no more ever",
    ) and not followed_by.startswith("no "):
        return "no-more"
    if VETO.search(clause):
        return None
    for rule, pattern in OPT_OUT:
        for match in pattern.finditer(clause):
            before = clause[: match.start()].rstrip()
            if not _NEVER.search(before) or _YET_A_WISH.search(before):
                return rule
    return None
